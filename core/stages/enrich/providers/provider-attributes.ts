import { type AttributeName, attributeFacts } from '../attributes';
import type { ProviderAttribute } from '../provider';

/** The attributes of these names, with label, type and example as the vocabulary has them. */
export function attributesNamed(finds: 'person' | 'company', names: readonly AttributeName[]): ProviderAttribute[] {
	return names.map((name) => {
		const facts = attributeFacts(finds, name);
		if (!facts) throw new Error(`The vocabulary has no attribute ${name} of a ${finds}.`);
		return { name, label: facts.label, type: facts.type, example: facts.example };
	});
}
