import type { Context } from '#kernel/context.js';
import type { Tx } from '#kernel/db/database.js';
import { AppError, notFound } from '#kernel/errors.js';
import type { LivingPlan, LivingPlans } from '../service/living-plans.js';
import { mayStepTask, type Round, type Task, type TaskStep } from './model.js';
import * as store from './store.js';

/*
 * What every step of a review begins with: the rows that it holds, and what it says when it is not its turn.
 */

export const blocked = (what: string): AppError => new AppError('notAllowedNow', what);

/** Holds the round until the transaction ends. Throws notFound. */
export const lockRound = async (tx: Tx, id: string): Promise<Round> => {
  const round = await store.readRound(tx, id, { lock: true });
  if (!round) throw notFound(`round ${id}`);
  return round;
};

/** Holds the task when the step is possible now. Throws notFound and notAllowedNow. */
export const lockTask = async (tx: Tx, round: Round, measure: string, step: TaskStep): Promise<Task> => {
  const task = await store.lockTask(tx, round.id, measure);
  if (!task) throw notFound(`task ${measure} of round ${round.id}`);
  if (!mayStepTask(round.state, task.state, step)) {
    throw blocked(`${step} of ${measure}: the round is ${round.state}, the task ${task.state}`);
  }
  return task;
};

/** Throws notFound for a municipality without a plan. */
export const planOf = async (livingPlans: LivingPlans, context: Context): Promise<LivingPlan> => {
  const living = await livingPlans.read(context);
  if (!living) throw notFound(`plan of ${context.municipality.slug}`);
  return living;
};
