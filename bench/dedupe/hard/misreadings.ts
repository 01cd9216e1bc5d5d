import type { Dice } from './dice';

const replaced = (pairs: string): ReadonlyArray<readonly [string, string]> =>
	pairs.split(' ').map((pair) => pair.split('>') as [string, string]);

/** What a scanner takes for something else. */
const scanned = replaced('rn>m m>rn cl>d d>cl l>1 1>l o>0 0>o 5>s s>5 8>b b>8 vv>w w>vv i>l e>c h>li');
/** What is written as it sounds. */
const heard = replaced(
	'ph>f f>ph ck>k c>k k>c y>i i>y ei>ie ie>ei z>s s>z th>t v>w ou>u ee>ea x>ks qu>kw oo>u dt>t mb>m gh>g',
);
const keyboard = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', '1234567890'];

/** As a scanner would read it: one place is taken for something alike. */
export function misread(text: string, dice: Dice): string {
	return replacedOnce(text, scanned, dice);
}

/** As somebody would write it who has only heard it. */
export function misheard(text: string, dice: Dice): string {
	return replacedOnce(text, heard, dice);
}

/** One key too many, too few, or the one beside it. */
export function mistyped(text: string, dice: Dice): string {
	if (text.length < 3) return text;
	const at = 1 + dice.below(text.length - 1);
	const row = keyboard.find((keys) => keys.includes(text[at].toLowerCase()));
	const beside = row?.[row.indexOf(text[at].toLowerCase()) + 1] ?? row?.[0] ?? text[at];
	return dice.of([
		text.slice(0, at) + text.slice(at + 1),
		text.slice(0, at) + text[at] + text.slice(at),
		text.slice(0, at) + beside + text.slice(at + 1),
		text.slice(0, at - 1) + text[at] + text[at - 1] + text.slice(at + 1),
	]);
}

/** One of the three. */
export function rough(text: string, dice: Dice): string {
	return dice.of([misread, misheard, mistyped, mistyped])(text, dice);
}

const transliterated = replaced('ä>ae ö>oe ü>ue å>aa ø>oe æ>ae ß>ss ñ>ny ç>c ł>l');

/** Without diacritics, as half of all systems keep it, or with what stands for them. */
export function flattened(text: string, dice: Dice): string {
	const spelt = dice.chance(0.5) ? transliterated.reduce((all, [from, to]) => all.replaceAll(from, to), text) : text;
	return spelt.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss').replaceAll('ł', 'l').replaceAll('ø', 'o');
}

function replacedOnce(text: string, pairs: ReadonlyArray<readonly [string, string]>, dice: Dice): string {
	const lower = text.toLowerCase();
	const fitting = pairs.filter(([from]) => lower.includes(from, 1));
	if (fitting.length === 0) return mistyped(text, dice);
	const [from, to] = dice.of(fitting);
	const at = lower.indexOf(from, 1);
	return text.slice(0, at) + to + text.slice(at + from.length);
}
