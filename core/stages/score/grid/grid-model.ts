import type { Contribution, ModelScore, SalesforceRecord } from '../../../record/record-item';
import { scorecardModel } from '../scorecard-model';
import type { ScoreView } from '../score-view';
import { rankOf } from '../scorecard';
import type { ScoringModel } from '../scoring-model';
import { cellOf, cellRank, cellWords, gridScheme, type ScoreGrid } from './grid';

/** Both scores of a record, where they meet, and the score that they make together. */
export interface GridScore {
	readonly fit: ModelScore;
	readonly engagement: ModelScore;
	/** Such as `A1`. */
	readonly cell: string;
	readonly combined: ModelScore;
}

/** A grid as a model: its score is the one that both make together. */
export interface GridModel extends ScoringModel {
	readonly fit: ScoringModel;
	readonly engagement: ScoringModel;
	scoreBoth(record: SalesforceRecord, unread?: readonly string[]): GridScore;
}

const mostReasons = 3;

/** The model that a grid is as of the view's moment. */
export function gridModel(grid: ScoreGrid, view: ScoreView): GridModel {
	const [fit, engagement] = [scorecardModel(grid.fit, view), scorecardModel(grid.engagement, view)];
	const scoreBoth: GridModel['scoreBoth'] = (record, unread) => {
		const [ofFit, ofEngagement] = [fit.score(record, unread), engagement.score(record, unread)];
		const cell = cellOf(grid, ofFit.score, ofEngagement.score);
		return { fit: ofFit, engagement: ofEngagement, cell, combined: combinedScore(grid, ofFit, ofEngagement, cell) };
	};
	return {
		name: grid.name,
		version: grid.version,
		scheme: gridScheme(grid),
		inputs: [...new Set([...fit.inputs, ...engagement.inputs])].sort(),
		fit,
		engagement,
		scoreBoth,
		score: (record, unread) => scoreBoth(record, unread).combined,
		rank: (score) => rankOf(score, grid.ranks),
		...((fit.moving ?? engagement.moving) && {
			moving: (record, unread) => [fit, engagement].map((model) => model.moving?.(record, unread) ?? '').join('/'),
		}),
	};
}

/** Whole points of each side that add up to the score. */
function combinedScore(grid: ScoreGrid, fit: ModelScore, engagement: ModelScore, cell: string): ModelScore {
	const score = Math.round((fit.score * grid.fitShare + engagement.score * (100 - grid.fitShare)) / 100);
	const fitPoints = Math.min(score, Math.round((fit.score * grid.fitShare) / 100));
	return {
		score,
		rank: cellRank(grid, cell, score),
		modelVersion: grid.version,
		contributions: [
			{ rule: 'fit', points: fitPoints, reason: sideWords(`Fit ${fit.score}`, grid.fitShare, fit) },
			{
				rule: 'engagement',
				points: score - fitPoints,
				reason: sideWords(`Engagement ${engagement.score}`, 100 - grid.fitShare, engagement),
			},
			{ rule: 'cell', points: 0, reason: cellReason(grid, cell) },
		],
	};
}

function sideWords(side: string, share: number, { contributions }: ModelScore): string {
	const reasons = strongest(contributions).map(({ rule, points }) => `${rule} ${points > 0 ? '+' : ''}${points}`);
	return `${side} at ${share} %${reasons.length > 0 ? `: ${reasons.join(', ')}` : ''}`;
}

function strongest(contributions: readonly Contribution[]): Contribution[] {
	return contributions
		.filter(({ rule, points }) => rule !== 'base' && rule !== 'limit' && points !== 0)
		.sort((one, other) => Math.abs(other.points) - Math.abs(one.points))
		.slice(0, mostReasons);
}

function cellReason(grid: ScoreGrid, cell: string): string {
	const says = cellWords(grid, cell);
	return says === cell ? `Cell ${cell}` : `Cell ${cell}: ${says}`;
}
