export default {
  'event.moving': 'Moving',
  'event.certificate': 'Certificates',
  'event.birth': 'Pregnancy and birth',
  'event.childcare': 'Raising children',
  'event.marriage': 'Marriage and divorce',
  'event.work': 'Work',
  'event.tax': 'Taxes',
  'event.care': 'Care and welfare',
  'event.death': 'A death in the family',
  'event.living': 'Home and daily life',
  'event.community': 'Taking part',
};
