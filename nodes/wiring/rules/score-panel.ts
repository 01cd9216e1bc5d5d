import type { IDataObject } from 'n8n-workflow';
import type { ScoreRules } from '../../../core/rules/rule-set';
import { type CellRow, gridFromRows } from '../../../core/stages/score/grid/grid-rows';
import { parseGrid } from '../../../core/stages/score/grid/parse-grid';
import { parseScorecard } from '../../../core/stages/score/parse-scorecard';
import type { RelatedRow } from '../../../core/stages/score/related/related-rows';
import { scorecardPreset } from '../../../core/stages/score/scorecard-presets';
import { scorecardFromRows, type ScorecardRow } from '../../../core/stages/score/scorecard-rows';
import { type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

/** Score's rules as its panel has them. */
export function scorePanel({ scorecard, grid, ...fields }: ScoreRules): Panel {
	const document = grid ? { scorecard: 'gridJson', gridJson: grid } : { scorecard: 'json', scorecardJson: scorecard };
	return { parameters: said({ ...document, ...fields }) as IDataObject, options: {} };
}

/** What of a saved panel of Score a rule set can say; nothing while its scorecard cannot be read. */
export function scoreRules(saved: IDataObject, sObject: string): RulesOfPanel<ScoreRules | undefined> {
	const panel = new SavedPanel(saved);
	const document = documentOf(panel, saved, sObject);
	const fields = {
		scoreField: panel.value<string>('scoreField', 'Score Field'),
		rankField: panel.value<string>('rankField', 'Rank Field'),
		...(document?.grid && {
			gridField: panel.value<string>('gridField', 'Grid Field'),
			fitField: panel.value<string>('fitField', 'Fit Field'),
			engagementField: panel.value<string>('engagementField', 'Engagement Field'),
		}),
	};
	return { part: document && said({ ...document, ...fields }), leftOut: panel.leftOut };
}

/** Under which name a rule set keeps the score. */
export function scoreName({ scorecard, grid }: ScoreRules): string {
	return String((scorecard ?? grid)?.name);
}

type ScoreDocument = Pick<ScoreRules, 'scorecard' | 'grid'>;

function documentOf(panel: SavedPanel, saved: IDataObject, sObject: string): ScoreDocument | undefined {
	try {
		return readDocument(panel, saved, sObject);
	} catch (error) {
		panel.leftOut.push(`the scorecard: ${error instanceof Error ? error.message : String(error)}`);
		return undefined;
	}
}

function readDocument(panel: SavedPanel, saved: IDataObject, sObject: string): ScoreDocument {
	const kind = panel.value<string>('scorecard', 'Scorecard') ?? 'preset';
	switch (kind) {
		case 'preset':
			return { scorecard: { ...scorecardPreset(sObject) } };
		case 'json':
			return {
				scorecard: { ...parseScorecard(panel.value('scorecardJson', 'Scorecard JSON') ?? scorecardPreset('Lead')) },
			};
		case 'rows': {
			const [rows, related] = [panel.rows<ScorecardRow>('rules', 'Rules'), relatedRows(panel, 'relatedRules')];
			const [name, base] = [String(saved.scorecardName ?? 'fit'), Number(saved.basePoints ?? 20)];
			return { scorecard: { ...scorecardFromRows(name, base, rows, related) } };
		}
		case 'gridJson':
			return { grid: { ...parseGrid(panel.value('gridJson', 'Grid JSON'), sObject) } };
		case 'grid':
			return { grid: { ...gridOfRows(panel, saved, sObject) } };
		default:
			throw new Error('it is a model, which stays in the store of its instance');
	}
}

function gridOfRows(panel: SavedPanel, saved: IDataObject, sObject: string) {
	return gridFromRows(
		{
			name: String(saved.gridName ?? 'fit-and-engagement'),
			fit: panel.rows<ScorecardRow>('fitRules', 'Fit: Rules'),
			engagement: panel.rows<ScorecardRow>('engagementRules', 'Engagement: Rules'),
			engagementRelated: relatedRows(panel, 'engagementRelatedRules'),
			rows: panel.value<string>('gridRows', 'Bands of the Fit') ?? 'A 75, B 50, C 25, D 0',
			columns: panel.value<string>('gridColumns', 'Bands of the Engagement') ?? '1 75, 2 50, 3 25, 4 0',
			cells: panel.rows<CellRow>('gridCells', 'Cells'),
			fitShare: panel.value<number>('fitShare', 'Share of the Fit in the Score (%)') ?? 50,
		},
		sObject,
	);
}

/** With the defaults of a row, which n8n saves only where a person has changed something else of it. */
function relatedRows(panel: SavedPanel, name: string): RelatedRow[] {
	const defaults = { object: 'Task', operator: 'each', points: 5, most: 30, lastDays: 90, value: 1 } as const;
	return panel.rows<Partial<RelatedRow>>(name, 'Rules on Related Records').map((row) => ({ ...defaults, ...row }));
}
