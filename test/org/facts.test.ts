import { readDoc } from '../docs/doc-text';
import { orgFacts } from './facts';

describe('what only a real org can settle', () => {
	it('is listed in the README of the emulator', () => {
		const [, section] = readDoc('emulators/salesforce/README.md').split('## What only a real org can settle');
		const listed = section
			.split('\n')
			.filter((line) => line.startsWith('- '))
			.map((line) => line.slice(2));
		expect(listed).toEqual(orgFacts.map(({ name }) => name));
	});
});
