import { ApiError } from '../api-error';
import { ok, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

/** What the org may still use today. */
export const limitRoutes: Route[] = [{ method: 'GET', path: 'limits', kind: 'limits', handle: listLimits }];

function listLimits({ org, session }: ApiRequest) {
	if (!org.access.of(session.userId).canViewSetup) throw new ApiError(403, 'INSUFFICIENT_ACCESS', 'insufficient access rights: View Setup and Configuration is required');
	const max = org.identity.dailyApiRequests;
	const untouched = (amount: number) => ({ Max: amount, Remaining: amount });
	return ok({
		DailyApiRequests: { Max: max, Remaining: Math.max(0, max - org.calls.used) },
		DailyAsyncApexExecutions: untouched(250_000),
		DailyBulkApiBatches: { Max: org.bulk.settings.dailyBatches, Remaining: org.bulk.batchesLeft },
		DailyBulkV2QueryFileStorageMB: untouched(976_562),
		DailyBulkV2QueryJobs: { Max: org.bulk.settings.dailyQueryJobs, Remaining: org.bulk.queryJobsLeft },
		DataStorageMB: untouched(10_240),
		FileStorageMB: untouched(10_240),
		HourlyODataCallout: untouched(20_000),
	});
}
