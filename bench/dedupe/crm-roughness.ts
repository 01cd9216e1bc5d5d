import type { Random } from '../../core/stages/dedupe/linkage/drawn-pairs';
import type { CrmContact } from './crm-generator';

const nicknames: Readonly<Record<string, string>> = {
	robert: 'Bob',
	william: 'Bill',
	elizabeth: 'Liz',
	michael: 'Mike',
	james: 'Jim',
	richard: 'Dick',
	thomas: 'Tom',
	katherine: 'Kate',
	margaret: 'Peggy',
	christopher: 'Chris',
	alexander: 'Alex',
	jennifer: 'Jen',
};

/** The same value as somebody else would have typed it. */
export function otherForm(value: string, field: keyof CrmContact, random: Random): string {
	switch (field) {
		case 'FirstName': {
			const nick = nicknames[value.toLowerCase()];
			if (nick) return nick;
			return random() < 0.4 ? `${value[0]}.` : value.toUpperCase();
		}
		case 'LastName':
			return random() < 0.5 ? value.toUpperCase() : value.toLowerCase();
		case 'Company':
			return value.replace(/ (Inc|LLC|Ltd|GmbH|Corp|S\.A\.)$/, '').replace('&', 'and');
		case 'Email':
			return value.toUpperCase();
		case 'Website':
			return `https://${value.replace(/^www\./, '')}/`;
		default:
			return value.toLowerCase();
	}
}

/** With one slip of the keys. */
export function withSlip(value: string, random: Random): string {
	if (value.length < 3) return value;
	const at = 1 + Math.floor(random() * (value.length - 2));
	const letter = String.fromCharCode(97 + Math.floor(random() * 26));
	const kinds = [
		() => value.slice(0, at) + value.slice(at + 1),
		() => value.slice(0, at) + letter + value.slice(at),
		() => value.slice(0, at) + letter + value.slice(at + 1),
		() => value.slice(0, at) + value[at + 1] + value[at] + value.slice(at + 2),
	];
	return kinds[Math.floor(random() * kinds.length)]();
}
