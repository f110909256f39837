/** Real names that are long, rare or hard to break: what every component must survive. */
export const LONG = {
  organisation: '独立行政法人国立高等専門学校機構奈良工業高等専門学校',
  person: '長岡京市 特別養護老人ホーム 葛󠄀城 辻󠄀之介エリザベス',
  kana: 'ナガオカキョウシトクベツヨウゴロウジンホームカツラギツジノスケエリザベス',
  procedure: '後期高齢者医療高額療養費（外来年間合算）支給申請及び自己負担額証明書交付申請',
  measure: '行政手続のオンライン化（マイナポータル「ぴったりサービス」を活用した子育て・介護関係手続の拡充）',
  address: '奈良県奈良市二条大路南一丁目1番1号 奈良県営北団地改良住宅第12号棟 1204号室',
} as const;
