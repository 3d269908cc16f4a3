import {
  accounts,
  allow,
  approval,
  binding,
  Construct,
  EntitlementPackage,
  every,
  IdentityStoreGroup,
  JobFunction,
  owner,
  person,
  PermissionSet,
  policy,
  team,
  Workload,
  type Organization,
} from 'writ';

/** The warehouse: masked data is easy to get, customer data is not. */
export function declareData(organization: Organization): void {
  const scope = new Construct(organization, 'data');
  const data = team('data');

  const analyst = new PermissionSet(scope, 'WarehouseAnalyst', {
    description: 'Query the masked views of the warehouse',
    inlinePolicy: policy(
      allow(['athena:StartQueryExecution', 'athena:GetQueryResults', 'glue:GetTable']),
      allow('s3:GetObject', 'arn:aws:s3:::meridian-warehouse-masked/*'),
    ),
    session: '8h',
  });
  const engineer = new PermissionSet(scope, 'WarehouseEngineer', {
    description: 'Change pipelines and tables of the warehouse',
    inlinePolicy: policy(
      allow([
        'athena:GetQueryExecution',
        'athena:GetQueryResults',
        'athena:StartQueryExecution',
        'glue:BatchCreatePartition',
        'glue:CreateTable',
        'glue:GetJobRuns',
        'glue:GetTables',
        'glue:StartJobRun',
        'glue:UpdateTable',
      ]),
      allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::meridian-warehouse-*/*'),
    ),
    boundary: 'PowerUserAccess',
    session: '4h',
  });
  const customerData = new PermissionSet(scope, 'CustomerDataReader', {
    description: 'Read customer data in the clear',
    inlinePolicy: policy(
      allow(['athena:StartQueryExecution', 'athena:GetQueryResults']),
      allow('s3:GetObject', 'arn:aws:s3:::meridian-warehouse-clear/*'),
      allow('kms:Decrypt', 'arn:aws:kms:*:423671058149:key/*'),
    ),
    session: '1h',
  });
  const dashboards = new IdentityStoreGroup(scope, 'quicksight-readers', {
    description: 'Open the dashboards of the warehouse',
  });

  const warehouseRead = new EntitlementPackage(scope, 'warehouse-read', {
    title: 'Query masked data',
    owner: data,
    risk: 'low',
    assets: ['warehouse'],
    grants: (asset) => [analyst.on(accounts.of(asset)), dashboards],
    holders: ['employee', 'contractor'],
    duration: { default: '90d', max: '180d', renewalMax: '365d' },
    approval: approval.one(owner()),
    review: every('180d'),
    carrier: 'identity-store',
  });
  const warehouseEngineer = new EntitlementPackage(scope, 'warehouse-engineer', {
    title: 'Change the warehouse',
    owner: data,
    risk: 'medium',
    assets: ['warehouse', 'warehouse-staging'],
    grants: (asset) => [engineer.on(accounts.of(asset))],
    holders: ['employee', 'contractor'],
    duration: { default: '30d', max: '120d', renewalMax: '240d' },
    approval: approval.one(owner()),
    review: every('90d'),
  });
  const customerDataRead = new EntitlementPackage(scope, 'customer-data-read', {
    title: 'Read customer data in the clear',
    owner: data,
    risk: 'critical',
    assets: ['warehouse'],
    grants: (asset) => [customerData.on(accounts.of(asset))],
    holders: ['employee'],
    duration: { default: '2h', max: '8h', renewalMax: '16h' },
    // Customer data is looked into at any hour, and never without a second pair of eyes that is not the data team's.
    approval: approval.dual(owner(), team('privacy'), {
      first: { fallback: [person('hr:10002')], escalation: [person('hr:10001')] },
      second: { fallback: [team('security')], escalation: [person('hr:10002'), person('hr:10004')] },
    }),
    review: every('30d'),
  });
  const warehouseLoad = new EntitlementPackage(scope, 'warehouse-load', {
    title: 'Load the warehouse',
    owner: data,
    risk: 'medium',
    assets: ['warehouse'],
    grants: (asset) => [engineer.on(accounts.of(asset))],
    holders: ['workload'],
    duration: { default: '90d', max: '180d', renewalMax: '365d' },
    approval: approval.one(owner()),
    review: every('90d'),
    carrier: 'direct',
  });

  new JobFunction(scope, 'data-engineer', {
    title: 'Data engineer',
    when: { department: 'Data', jobCode: ['DE1', 'DE2', 'DE3'] },
    mayRequest: [warehouseRead, warehouseEngineer, customerDataRead],
  });
  new JobFunction(scope, 'data-analyst', {
    title: 'Data analyst',
    when: { department: 'Data', jobCode: ['DA1', 'DA2'] },
    mayRequest: [warehouseRead, customerDataRead],
  });

  new Workload(scope, 'warehouse-loader', {
    kind: 'service',
    title: 'Warehouse loader',
    owner: data,
    purpose: 'Copies the day of every source system into the warehouse at night',
    binding: binding.okta('svc-warehouse-loader@meridianpay.example'),
    expires: '2027-04-30T00:00:00Z',
    mayRequest: [warehouseLoad],
  });
}
