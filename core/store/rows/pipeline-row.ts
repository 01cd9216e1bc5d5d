import type { PipelineKey } from '../contract/pipeline-key';
import type { Watermark } from '../contract/watermarks';
import { type NamedValues, optionalText, type Row } from './row-values';

/** The values of the three columns that name a pipeline. */
export function keyValues(key: PipelineKey): NamedValues {
	return { orgId: key.orgId, pipeline: key.pipeline, sObject: key.sObject };
}

/** The condition that goes with `keyValues`. */
export const isPipeline = 'org_id = :orgId AND pipeline = :pipeline AND s_object = :sObject';

/** A watermark as its row has it. */
export function toWatermark(row: Row): Watermark {
	const afterId = optionalText(row.after_id);
	const modifiedAt = new Date(Number(row.modified_at));
	return afterId === undefined ? { modifiedAt } : { modifiedAt, afterId };
}
