import type { Route } from '../http/route';
import { authorizeRoutes } from './authorize';
import { collectionRoutes } from './collections';
import { compositeRoutes } from './composite';
import { compositeBatchRoutes } from './composite-batch';
import { compositeGraphRoutes } from './composite-graph';
import { controlRoutes } from './control';
import { deletedRoutes } from './deleted';
import { describeRoutes } from './describe';
import { externalIdRowRoutes } from './external-id-rows';
import { identityRoutes } from './identity';
import { ingestJobRoutes } from './ingest-jobs';
import { limitRoutes } from './limits';
import { metadataRoutes } from './metadata';
import { listViewRoutes } from './list-views';
import { pageRoutes } from './pages';
import { queryRoutes } from './query';
import { queryJobRoutes } from './query-jobs';
import { recentRoutes } from './recent';
import { rowRoutes } from './rows';
import { searchRoutes } from './search';
import { soapRoutes } from './soap';
import { tokenRoutes } from './token';
import { toolingRoutes } from './tooling';
import { toolingCompositeRoutes } from './tooling-composite';
import { toolingRowRoutes } from './tooling-rows';
import { updatedRoutes } from './updated';
import { versionRoutes } from './versions';

/** Every route, in matching order: `sobjects/Lead/updated` must be met before `sobjects/Lead/<id>`. */
export function routeTable(): Route[] {
	return [
		...tokenRoutes,
		...authorizeRoutes,
		...soapRoutes,
		...metadataRoutes,
		...identityRoutes,
		...versionRoutes,
		...describeRoutes,
		...listViewRoutes,
		...updatedRoutes,
		...deletedRoutes,
		...rowRoutes,
		...externalIdRowRoutes,
		...queryRoutes,
		...collectionRoutes,
		...compositeRoutes,
		...compositeBatchRoutes,
		...compositeGraphRoutes,
		...ingestJobRoutes,
		...queryJobRoutes,
		...limitRoutes,
		...recentRoutes,
		...searchRoutes,
		...toolingRoutes,
		...toolingRowRoutes,
		...toolingCompositeRoutes,
		...controlRoutes,
		...pageRoutes,
	];
}
