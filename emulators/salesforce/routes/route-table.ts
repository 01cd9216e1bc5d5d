import type { Route } from '../http/route';
import { collectionRoutes } from './collections';
import { compositeRoutes } from './composite';
import { controlRoutes } from './control';
import { describeRoutes } from './describe';
import { externalIdRowRoutes } from './external-id-rows';
import { identityRoutes } from './identity';
import { limitRoutes } from './limits';
import { queryRoutes } from './query';
import { rowRoutes } from './rows';
import { tokenRoutes } from './token';
import { updatedRoutes } from './updated';
import { versionRoutes } from './versions';

/** Every route, in matching order: `sobjects/Lead/updated` must be met before `sobjects/Lead/<id>`. */
export function routeTable(): Route[] {
	return [
		...tokenRoutes,
		...identityRoutes,
		...versionRoutes,
		...describeRoutes,
		...updatedRoutes,
		...rowRoutes,
		...externalIdRowRoutes,
		...queryRoutes,
		...collectionRoutes,
		...compositeRoutes,
		...limitRoutes,
		...controlRoutes,
	];
}
