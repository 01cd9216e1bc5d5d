import type { IDataObject } from 'n8n-workflow';
import type { ScoreRules } from '../../../core/rules/rule-set';
import { parseScorecard } from '../../../core/stages/score/parse-scorecard';
import { parseModel } from '../../../core/stages/score/predictive/model/parse-model';
import { scorecardPreset } from '../../../core/stages/score/scorecard-presets';
import { scorecardFromRows, type ScorecardRow } from '../../../core/stages/score/scorecard-rows';
import { type Panel, type RulesOfPanel, said, SavedPanel } from './panel';

/** Score's rules as its panel has them. */
export function scorePanel({ scorecard, models, modelMode, scoreField, rankField }: ScoreRules): Panel {
	if (models) {
		const rows = models.map((model, at) => (at === 0 ? said({ scoreField, rankField, ...model }) : model));
		return {
			parameters: said({ scorecard: 'models', modelMode, models: { rows } }) as unknown as IDataObject,
			options: {},
		};
	}
	return {
		parameters: said({ scorecard: 'json', scorecardJson: scorecard, scoreField, rankField }) as IDataObject,
		options: {},
	};
}

/** What of a saved panel of Score a rule set can say; nothing while its scorecard cannot be read. */
export function scoreRules(saved: IDataObject, sObject: string): RulesOfPanel<ScoreRules | undefined> {
	const panel = new SavedPanel(saved);
	if (saved.scorecard === 'models') return modelsOf(panel);
	const scorecard = scorecardOf(panel, saved, sObject);
	const scoreField = panel.value<string>('scoreField', 'Score Field');
	const rankField = panel.value<string>('rankField', 'Rank Field');
	return { part: scorecard && said({ scorecard, scoreField, rankField }), leftOut: panel.leftOut };
}

interface ModelRow {
	readonly name?: string;
	readonly document?: unknown;
	readonly [key: string]: unknown;
}

/** Models that the panel holds as documents; what is kept by name stays in the store of its instance. */
function modelsOf(panel: SavedPanel): RulesOfPanel<ScoreRules | undefined> {
	const models: NonNullable<ScoreRules['models']> = [];
	for (const { name, document, whenField, whenValue, scoreField, rankField, overrideField } of panel.rows<ModelRow>(
		'models',
		'Models',
	)) {
		try {
			if (!document) throw new Error('it stays in the store of its instance; put its document in its place');
			const use = { whenField, whenValue, scoreField, rankField, overrideField };
			const filled = Object.fromEntries(Object.entries(use).filter(([, value]) => value !== undefined && value !== ''));
			models.push({ document: { ...parseModel(document) }, ...filled });
		} catch (error) {
			panel.leftOut.push(`the model ${name ?? ''}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	const modelMode = panel.value<'all' | 'first'>('modelMode', 'Each Record Is Scored By');
	return { part: models.length > 0 ? said({ models, modelMode }) : undefined, leftOut: panel.leftOut };
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
	const rows = panel.rows<ScorecardRow>('rules', 'Rules');
	return scorecardFromRows(String(saved.scorecardName ?? 'fit'), Number(saved.basePoints ?? 20), rows);
}
