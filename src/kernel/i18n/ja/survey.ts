export default {
  answered: '{count, number}人が回答',
  table: '数を表で見る',
  share: '割合',
  small:
    '1件から4件の欄は、個人が分からないように「少数」と表示します。引き算で分かってしまうときは、次に少ない欄も「少数」とします。',
} as const;
