export default {
  chosen: 'When “{answer}” is chosen',
  'fee.noChoices': 'There is no question with answers to choose, and no yes/no question, yet. Add one first.',
  'fee.whenAny': 'When there is a fee',
  'fee.textHint':
    'Shown on the start page. For a fixed fee and one by a number it is made from the amount when left blank. Example: 300 yen a copy',
  'fee.wayTextHint': 'When left blank, the name of the way is shown.',
  'fee.formulaHint': 'Written with the names of questions and numbers. Example: copies * 300. Names: {names}',
  memberChoicesHint: 'Divided by commas. Example: yes, no, not known',
  'rules.whenAgents': 'When agents may apply',
  'rules.noFiles': 'There is no question for a file yet. Add one first.',
  'output.whenAny': 'When a document is given',
  'output.certificateText': 'When left blank, the sentence of the template is used.',
  'condition.none': 'There is no question to look at yet. Add one first.',
  'condition.none.page':
    'There are no questions on earlier pages. A condition looks at what is asked before this page: the answers to later questions are not known when it is decided.',
  'condition.none.field':
    'There is no question before this one. A condition looks at what is asked before: the answers to later questions are not known yet. “Up” moves a question forward.',
  'condition.before.page':
    'Only questions asked before this page are listed: the answers to later ones are not known yet. Choose one and press “Add a condition”.',
  'condition.before.field':
    'Only questions asked before this one are listed: the answers to later ones are not known yet. Choose one and press “Add a condition”.',
  'new.name': 'Name of the procedure',
  'new.of': 'Procedure to copy',
  'new.ref': 'Procedure to take over',
  'error.choose': 'Choose “{label}”.',
} as const;
