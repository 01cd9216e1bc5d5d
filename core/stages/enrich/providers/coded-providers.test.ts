import { attributeFacts } from '../attributes';
import { codedProviders } from './coded-providers';

describe.each(codedProviders)('$label', ({ id, label, finds, open }) => {
	const provider = open({ account: 'account-1' });
	const { facts } = provider;

	it('is what the list says', () => {
		expect([provider.id, provider.label, facts.finds, provider.account]).toEqual([id, label, finds, 'account-1']);
	});

	it('can be asked by each of its alternatives, and hashes nothing that it does not use', () => {
		expect(facts.needs.flat().filter((input) => !facts.uses.includes(input))).toEqual([]);
		expect(facts.needs.every((inputs) => inputs.length > 0)).toBe(true);
		expect(new Set(facts.uses).size).toBe(facts.uses.length);
	});

	it('gives attributes of the vocabulary in its types', () => {
		expect(provider.attributes.map(({ name, type }) => [name, type])).toEqual(
			provider.attributes.map(({ name }) => [name, attributeFacts(finds, name)?.type]),
		);
	});

	it('says what it rests on, and that nobody has tried it', () => {
		expect(facts.documentation.length).toBeGreaterThan(0);
		expect(facts.documentation.every((page) => /^https:\/\/\S+$/.test(page))).toBe(true);
		expect([facts.asksOutside, facts.isTriedLive]).toEqual([true, false]);
	});

	it('costs something for whatever is read, more for all of it, in whole thousandths of its pool', () => {
		const worst = (wanted: readonly string[]) => facts.billing.worstCase(wanted);
		const names = provider.attributes.map(({ name }) => name);
		const all = worst(names).credits;
		expect(Object.keys(worst(names))).toEqual([...facts.billing.pools]);
		for (const name of names) {
			const { credits } = worst([name]);
			expect(Number.isInteger(credits) && credits > 0 && credits <= all).toBe(true);
		}
	});
});

it('names each once', () => {
	expect(new Set(codedProviders.map(({ id }) => id)).size).toBe(codedProviders.length);
});
