import type { Kernel } from '#kernel/kernel.js';
import type { DecisionApi } from '#modules/decision/api.js';
import type { IdentityApi } from '#modules/identity/api.js';
import type { PaymentApi } from '#modules/payment/api.js';
import type { PlaceApi } from '#modules/place/api.js';
import type { CountedFor } from '#modules/plan/api.js';
import type { RegisterApi } from '#modules/register/api.js';
import type { Definitions } from './definitions.js';

export interface ProcedureDeps {
  kernel: Kernel;
  identity: Pick<IdentityApi, 'personOf' | 'staffNames' | 'staffWho'>;
  payments: PaymentApi;
  decision: DecisionApi;
  places: Pick<PlaceApi, 'townsOf' | 'codeOf'>;
  registers: Pick<RegisterApi, 'relate' | 'tiedTo'>;
  definitions: Definitions;
  countedFor: CountedFor;
}
