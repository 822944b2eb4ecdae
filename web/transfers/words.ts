/** Too common to tell one department from another, in the languages that the dashboard speaks. */
const COMMON = new Set(
  `about after again all also and any are but can cannot could did does don for from get give got had has have hello help
  her here hey him his how into its just know let like make may more much need not now one only our out over please
  see she should some tell than thank thanks that the their them then there these they this those too use very want was
  way were what when where which who why will with would yes yet you your
  aber alle als auch auf aus bei bin bis bitte danke das dass dem den der des die doch ein eine einen einer eines für
  guten habe haben hallo hat hilfe ich ihr ihre ist kann können mein meine meinem meinen meiner mich mir mit morgen nach
  nicht noch nur oder schon sein sich sie sind tag und uns vom von war warum was wenn wer wie wieder wir wird zum zur
  algo ayuda buenas buenos como con cuando del desde dias donde ella ellos era eso esta está este favor gracias hay hola
  las los más mis muy necesito nos para pero por porque puede puedo que qué quiero saber ser sin sobre son sus también
  tengo tiene una uno
  אבל אני איך אם את בבקשה גם הוא היא היה הם זה יש כן לא למה לי מה מי עם על רק של שלום שלי תודה`.split(/\s+/u),
);
const SHORTEST = 3;
const LONGEST = 24;

/**
 * The words of these texts that may tell what they are about, each once, in lower case. Left out: what is common, very
 * short or long, anything with a digit or an `@` in it (numbers of orders, addresses), and the words of `names`.
 */
export function tellingWords(texts: readonly string[], names: readonly string[] = []): ReadonlySet<string> {
  const left = new Set(names.flatMap(split));
  return new Set(texts.flatMap(split).filter(word => isTelling(word) && !left.has(word)));
}

function split(text: string): readonly string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/u)
    .filter(token => !/[\d@/]/u.test(token))
    .flatMap(token => token.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []);
}

function isTelling(word: string): boolean {
  return word.length >= SHORTEST && word.length <= LONGEST && !COMMON.has(word);
}
