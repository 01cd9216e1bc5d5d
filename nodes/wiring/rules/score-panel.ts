import type { IDataObject } from 'n8n-workflow';
import type { ScoreRules } from '../../../core/rules/rule-set';
import { parseScorecard } from '../../../core/stages/score/parse-scorecard';
import { scorecardPreset } from '../../../core/stages/score/scorecard-presets';
import { scorecardFromRows, type ScorecardRow } from '../../../core/stages/score/scorecard-rows';
import { type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

/** Score's rules as its panel has them. */
export function scorePanel({ scorecard, scoreField, rankField }: ScoreRules): Panel {
	return {
		parameters: said({ scorecard: 'json', scorecardJson: scorecard, scoreField, rankField }) as IDataObject,
		options: {},
	};
}

/** What of a saved panel of Score a rule set can say; nothing while its scorecard cannot be read. */
export function scoreRules(saved: IDataObject, sObject: string): RulesOfPanel<ScoreRules | undefined> {
	const panel = new SavedPanel(saved);
	const scorecard = scorecardOf(panel, saved, sObject);
	const scoreField = panel.value<string>('scoreField', 'Score Field');
	const rankField = panel.value<string>('rankField', 'Rank Field');
	return { part: scorecard && said({ scorecard, scoreField, rankField }), leftOut: panel.leftOut };
}

function scorecardOf(panel: SavedPanel, saved: IDataObject, sObject: string): ScoreRules['scorecard'] | undefined {
	try {
		return { ...readScorecard(panel, saved, sObject) };
	} catch (error) {
		panel.leftOut.push(`the scorecard: ${error instanceof Error ? error.message : String(error)}`);
		return undefined;
	}
}

function readScorecard(panel: SavedPanel, saved: IDataObject, sObject: string) {
	const kind = panel.value<string>('scorecard', 'Scorecard') ?? 'preset';
	if (kind === 'preset') return scorecardPreset(sObject);
	if (kind === 'json') return parseScorecard(panel.value('scorecardJson', 'Scorecard JSON') ?? scorecardPreset('Lead'));
	if (kind !== 'rows') throw new Error('it is a model, which stays in the store of its instance');
	const rows = panel.rows<ScorecardRow>('rules', 'Rules');
	return scorecardFromRows(String(saved.scorecardName ?? 'fit'), Number(saved.basePoints ?? 20), rows);
}
