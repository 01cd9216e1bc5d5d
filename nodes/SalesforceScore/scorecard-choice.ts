import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { parseScorecard } from '../../core/stages/score/parse-scorecard';
import type { ModelUse } from '../../core/stages/score/score-by-models';
import { type Scorecard, scorecardFields, type ScoreRule } from '../../core/stages/score/scorecard';
import { scorecardPreset } from '../../core/stages/score/scorecard-presets';
import { orgOfItems } from './kept-models';
import { readGrid } from './grid-parameters';
import { readModelUses } from './model-parameters';
import { readRules } from './rule-parameters';

/** The one scorecard that the parameters choose. */
export function readScorecard(this: IExecuteFunctions, sObject: string): Scorecard {
	const kind = this.getNodeParameter('scorecard', 0);
	if (kind === 'preset') return scorecardPreset(sObject);
	if (kind === 'rows') return readRules.call(this);
	return parseScorecard(this.getNodeParameter('scorecardJson', 0));
}

/** The field paths that the models look at, each once, sorted. */
export function fieldsOfModels(uses: readonly ModelUse[]): string[] {
	return [...new Set(uses.flatMap(({ document }) => document.features.map(({ field }) => field)))].sort();
}

/** What scoring reads, whatever it scores by: its rules by hand, and the field paths of all of it, each once, sorted. */
export async function readWhatIsRead(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	sObject: string,
): Promise<{ readonly rules: readonly ScoreRule[]; readonly paths: readonly string[] }> {
	const kind = this.getNodeParameter('scorecard', 0) as string;
	if (kind === 'models') return { rules: [], paths: fieldsOfModels(await readModelUses.call(this, orgOfItems(items))) };
	const grid = kind === 'grid' || kind === 'gridJson' ? readGrid.call(this, sObject) : undefined;
	const cards = grid ? [grid.fit, grid.engagement] : [readScorecard.call(this, sObject)];
	return {
		rules: cards.flatMap(({ rules }) => rules),
		paths: [...new Set(cards.flatMap(scorecardFields))].sort(),
	};
}
