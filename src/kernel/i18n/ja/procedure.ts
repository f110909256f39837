export default {
  'event.moving': '引っ越し',
  'event.certificate': '証明書がほしい',
  'event.birth': '妊娠・出産',
  'event.childcare': '子育て',
  'event.marriage': '結婚・離婚',
  'event.work': '仕事・退職',
  'event.tax': '税金',
  'event.care': '介護・福祉',
  'event.death': '家族が亡くなった',
  'event.living': 'くらし・住まい',
  'event.community': '参加・応募',
};
