import { EnrichmentError } from '../../../../errors';
import { isBlank } from '../../../../record/field-value';

const winWords = wordsOf(
	'yes,y,true,t,1,1.0,won,win,closed won,converted,qualified,success,successful,customer,positive,purchased,bought,subscribed,enrolled,accepted,conversion,ja,j,oui,si,sí,sim,gewonnen,konvertiert,gagné,gagne,ganado,wahr,vrai,verdadero,x',
);
const lossWords = wordsOf(
	'no,n,false,f,0,0.0,lost,loss,closed lost,not converted,unconverted,unqualified,disqualified,failure,failed,unsuccessful,negative,rejected,dead,declined,churned,not purchased,not won,closed - not converted,not interested,nein,non,não,nao,verloren,nicht konvertiert,perdu,perdido,falsch,faux,falso',
);
const mostListed = 12;

/** Which values of the outcome mean what; records with others are not decided yet and teach nothing. */
export interface OutcomeValues {
	readonly wins: readonly string[];
	readonly losses: readonly string[];
	readonly undecided: readonly string[];
}

/** The outcome of a record as it is compared: small letters, single spaces; '' when blank. */
export function outcomeWord(value: unknown): string {
	return isBlank(value) ? '' : String(value).trim().toLowerCase().replace(/\s+/g, ' ');
}

/**
 * Reads off which values mean won and which mean lost. `wins` names the winning values instead; then all others are lost,
 * but for blank ones where there are others. Throws `invalid_parameter` when it cannot be told.
 */
export function readOutcomeValues(
	column: readonly unknown[],
	field: string,
	wins: readonly string[] = [],
): OutcomeValues {
	const found = [...new Set(column.map(outcomeWord))];
	const named = wins.map(outcomeWord);
	const isWin = (word: string): boolean => (named.length > 0 ? named.includes(word) : winWords.has(word));
	const won = found.filter(isWin);
	const others = found.filter((word) => !isWin(word));
	if (won.length === 0 || others.length === 0) throw untold(field, found, named);
	const lost = named.length > 0 ? others.filter((word) => word !== '') : others.filter((word) => lossWords.has(word));
	// Of two values the one that is not won is lost, whatever it is called, blank included.
	const losses = lost.length > 0 ? lost : others.length === 1 ? others : others.filter((word) => word !== '');
	return { wins: won, losses, undecided: others.filter((word) => !losses.includes(word)) };
}

/** 1 won, 0 lost, -1 not decided, for each record. */
export function outcomesOf(
	column: readonly unknown[],
	{ wins, losses }: Pick<OutcomeValues, 'wins' | 'losses'>,
): Int8Array {
	const [won, lost] = [new Set(wins), new Set(losses)];
	return Int8Array.from(column, (value) => {
		const word = outcomeWord(value);
		return won.has(word) ? 1 : lost.has(word) ? 0 : -1;
	});
}

function untold(field: string, found: readonly string[], named: readonly string[]): EnrichmentError {
	const list = found
		.slice(0, mostListed)
		.map((word) => `"${word}"`)
		.join(', ');
	const more = found.length > mostListed ? ` and ${found.length - mostListed} more` : '';
	const problem =
		named.length > 0
			? `none of its values, or all, are ${named.join(', ')}`
			: 'it cannot be told which of its values mean won';
	return new EnrichmentError(
		'invalid_parameter',
		`The outcome ${field} cannot be learnt from: ${problem}. It holds ${list}${more}.`,
		{
			remedy: 'Name the values that mean won.',
		},
	);
}

function wordsOf(list: string): ReadonlySet<string> {
	return new Set(list.split(','));
}
