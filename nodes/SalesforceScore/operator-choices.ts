import type { INodePropertyOptions } from 'n8n-workflow';
import type { ScoreOperator } from '../../core/stages/score/scorecard';

type Words = Pick<INodePropertyOptions, 'name' | 'description'>;

const anyWord = 'Any of these whole words, separated by commas';
const multiSelect = 'Values of a multi-select picklist, separated by commas';

/** How people read what a value is compared by. */
const words: Readonly<Record<ScoreOperator, Words>> = {
	contains: { name: 'Contains', description: anyWord },
	not_contains: { name: 'Does Not Contain', description: 'None of these whole words, separated by commas' },
	ends_with: { name: 'Ends With', description: 'Any of these, separated by commas' },
	equals: { name: 'Equals' },
	matches_domain_kind: {
		name: 'Has a Domain Of',
		description: 'An e-mail address or website of a company, or of a free mail provider',
	},
	includes_all: { name: 'Includes All Of', description: multiSelect },
	includes_any: { name: 'Includes Any Of', description: multiSelect },
	above: { name: 'Is Above' },
	at_least: { name: 'Is at Least' },
	at_most: { name: 'Is at Most' },
	within_days: { name: 'Is at Most so Many Days Ago' },
	before: { name: 'Is Before the Day' },
	below: { name: 'Is Below' },
	between: { name: 'Is Between', description: 'The lowest and the highest number, separated by a comma' },
	is_blank: { name: 'Is Empty' },
	in_next_days: { name: 'Is in the Next Days' },
	older_than_days: { name: 'Is More than so Many Days Ago' },
	none_of: { name: 'Is None Of', description: 'None of these values, separated by commas' },
	not_equals: { name: 'Is Not' },
	is_set: { name: 'Is Not Empty' },
	since: { name: 'Is on the Day or Later' },
	one_of: { name: 'Is One Of', description: 'Any of these values, separated by commas' },
	starts_with: { name: 'Starts With', description: 'Any of these, separated by commas' },
};

/** These operators as a list to choose from, by name. */
export function operatorChoices(operators: readonly ScoreOperator[]): INodePropertyOptions[] {
	return operators
		.map((value) => ({ ...words[value], value }))
		.sort((one, other) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1));
}
