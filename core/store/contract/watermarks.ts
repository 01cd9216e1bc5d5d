import type { PipelineKey } from './pipeline-key';

/** Everything before this key is safely downstream. */
export interface Watermark {
	readonly modifiedAt: Date;
	/** Set when a limit stopped the last run inside equal timestamps: records up to this Id are downstream too. */
	readonly afterId?: string;
}

/** How far each pipeline has read. */
export interface WatermarkStore {
	loadWatermark(key: PipelineKey): Promise<Watermark | undefined>;
	/** Moves the watermark forward; one that would go back is ignored. */
	commitWatermark(key: PipelineKey, watermark: Watermark): Promise<void>;
}
