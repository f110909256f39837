/* What the command line shows to whoever asks, or mistypes. */

export const USAGE = `Usage: yakuba <command>

  serve      open the data, load the catalogue, listen (npm start does this)
  prepare    make the data ready as a first start does, and stop
  migrate    bring the database up to date and stop
  verify     recompute every digest, Merkle root and link of the journal
  check      read every definition of the catalogue and name what is wrong
  staff add  register a member of staff and grant a role (staff: shows how)
  load       load postal codes or the positions of towns (load: shows how)

Settings come from the environment: docs/reference/settings.md.`;

export const STAFF_USAGE = `Usage: yakuba staff add --city <slug> --issuer <address> --subject <sub> --name <name> --role <role> [--unit <unit>]

  Registers a member of staff and grants a role, from today on: how a new town makes its first administrator
  (--role administrator). Doing it again changes nothing. With the embedded database, stop the server first.`;

export const LOAD_USAGE = `Usage: yakuba load addresses <file> [--city <slug>]
       yakuba load towns <file>… [--city <slug>]

  addresses: reads Japan Post's postal codes (utf_ken_all.csv, or KEN_ALL.CSV in CP932) in place of those loaded
  before, for every municipality when none is named.
  towns: reads the towns of a municipality with their positions, so that addresses are found on the map. Either files of
  the Address Base Registry (アドレス・ベース・レジストリ), unpacked: names and positions of towns (mt_town_city292010.csv
  mt_town_pos_city292010.csv), and of blocks as well (mt_rsdtdsp_blk_city….csv mt_rsdtdsp_blk_pos_city….csv), all in one
  command; or one file with the name of its municipality (葛城市.json of geolonia/japanese-addresses). They are read for
  the municipality of the file when none is named.

  The same file again changes nothing. With the embedded database, stop the server first.`;
