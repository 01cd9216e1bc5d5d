import { plainWords } from '../../../../record/plain-words';
import { profileColumn } from './profile-column';
import { isEpoch } from './moments';
import type { Table } from './table';

/** Names of the moment a record came in, which is when a score would have been asked for. */
const usualNames =
	/^(created(date| date| at| on)?|creation date|date created|(lead|inquiry|enquiry|signup|sign up|registration|opportunity|contact|first contact|engage|received|entry|submitted|submission|application|open|opened|start|record|snapshot)( created)? ?(date|at|on|time|timestamp)|date|timestamp|created time)$/;
const leastFilled = 0.95;

/** The date field that says when each record came in, told by its name; `undefined` when there is none, or more than one. */
export function usualTimeField({ columns }: Table): string | undefined {
	const named = [...columns].filter(([field, values]) => {
		const words = plainWords(field.replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[_.]/g, ' '));
		if (!usualNames.test(words)) return false;
		const { kind, filledShare } = profileColumn(values, field);
		return (kind === 'date' || isEpoch(values)) && filledShare >= leastFilled;
	});
	const created = named.filter(([field]) => /creat/i.test(field));
	const found = created.length > 0 ? created : named;
	return found.length === 1 ? found[0][0] : undefined;
}
