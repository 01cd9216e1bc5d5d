import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { modelSchema, modelSchemaFile } from '../../docs/model-schema';
import { tableOf } from '../../core/stages/score/predictive/data/table';
import { paceOf } from '../../core/stages/score/predictive/pace';
import { randomOf } from '../../core/stages/score/predictive/random';
import { trainModel } from '../../core/stages/score/predictive/train/train-model';
import { readDoc, root } from './doc-text';

const guide = readDoc('docs/guides/predictive-models.md');

describe('the guide to predictive models', () => {
	it('names every option of the command', () => {
		const source = readFileSync(join(root, 'demo/score/score-csv.ts'), 'utf8');
		const options = [...source.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, option]) => option);
		expect(options.length).toBeGreaterThan(8);
		expect(options.filter((option) => !guide.includes(option))).toEqual([]);
	});

	it('publishes the schema that models are checked by, and a trained model passes', async () => {
		expect(readDoc(modelSchemaFile)).toBe(modelSchema());
		const random = randomOf(1);
		const rows = Array.from({ length: 1_200 }, () => {
			const size = random() * 10;
			return { size, won: random() < size / 12 };
		});
		const request = { name: 'm', version: '1', basis: 'lead', outcome: 'won', seed: 1, now: new Date(0) } as const;
		for (const kind of ['scorecard', 'trees'] as const) {
			const { model } = await trainModel(await tableOf(rows), { ...request, kind }, paceOf());
			const validate = new Ajv({ unknownFormats: 'ignore' }).compile(JSON.parse(modelSchema()) as object);
			expect([validate(JSON.parse(JSON.stringify(model))), validate.errors]).toEqual([true, null]);
		}
	});
});
