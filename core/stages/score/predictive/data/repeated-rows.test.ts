import { paceOf } from '../pace';
import { withoutRepeats } from './repeated-rows';
import { tableOf } from './table';

const all = (count: number) => Int32Array.from({ length: count }, (_, row) => row);

describe('withoutRepeats', () => {
	it('counts a record once that an export holds several times', async () => {
		const rows = Array.from({ length: 600 }, (_, index) => ({ Phone: `+49 30 ${index % 300}`, Won: index % 2 === 0 }));
		expect(await withoutRepeats(await tableOf(rows), all(600), paceOf())).toHaveLength(300);
	});

	it('keeps different records that happen to agree in their few fields', async () => {
		const rows = Array.from({ length: 600 }, (_, index) => ({
			Source: ['Web', 'List'][index % 2],
			Won: index % 3 === 0,
		}));
		expect(await withoutRepeats(await tableOf(rows), all(600), paceOf())).toHaveLength(600);
	});
});
