import { Account, Asset, Construct, OtherSystem, team, type Organization } from 'writ';

/** The AWS accounts of Meridian Pay, the systems in them, and the systems that Writ cannot read. */
export function declareAccounts(organization: Organization) {
  const scope = new Construct(organization, 'accounts');

  const management = new Account(scope, 'management', { id: '418295011027', environment: 'shared' });
  const logArchive = new Account(scope, 'log-archive', { id: '529903418066', environment: 'shared' });
  const securityTooling = new Account(scope, 'security-tooling', {
    id: '637714920358',
    environment: 'shared',
  });
  const network = new Account(scope, 'network', { id: '745526031149', environment: 'shared' });
  const sharedServices = new Account(scope, 'shared-services', { id: '856637142250', environment: 'shared' });
  const paymentsProduction = new Account(scope, 'payments-production', {
    id: '190347725816',
    environment: 'production',
  });
  const paymentsStaging = new Account(scope, 'payments-staging', {
    id: '201458836927',
    environment: 'staging',
  });
  const ledgerProduction = new Account(scope, 'ledger-production', {
    id: '312569947038',
    environment: 'production',
  });
  const dataProduction = new Account(scope, 'data-production', {
    id: '423671058149',
    environment: 'production',
  });
  const dataStaging = new Account(scope, 'data-staging', { id: '534782169250', environment: 'staging' });
  const development = new Account(scope, 'development', { id: '645893270361', environment: 'development' });
  const corporate = new Account(scope, 'corporate', { id: '756904381472', environment: 'production' });

  new Asset(scope, 'payments-platform', {
    title: 'Card and transfer processing',
    owner: team('payments'),
    accounts: [paymentsProduction],
  });
  new Asset(scope, 'payments-platform-staging', {
    title: 'Card and transfer processing, staging',
    owner: team('payments'),
    accounts: [paymentsStaging],
  });
  new Asset(scope, 'ledger', {
    title: 'The double-entry ledger',
    owner: team('payments'),
    accounts: [ledgerProduction],
  });
  new Asset(scope, 'warehouse', {
    title: 'Analytics warehouse',
    owner: team('data'),
    accounts: [dataProduction],
  });
  new Asset(scope, 'warehouse-staging', {
    title: 'Analytics warehouse, staging',
    owner: team('data'),
    accounts: [dataStaging],
  });
  new Asset(scope, 'development-environment', {
    title: 'Where engineers try things out',
    owner: team('platform'),
    accounts: [development],
  });
  new Asset(scope, 'network-backbone', {
    title: 'Transit gateways, firewalls and name service',
    owner: team('platform'),
    accounts: [network],
  });
  new Asset(scope, 'security-telemetry', {
    title: 'Audit logs and detections',
    owner: team('security'),
    accounts: [logArchive, securityTooling],
  });
  new Asset(scope, 'cloud-billing', {
    title: 'Invoices and cost reports of AWS',
    owner: team('finance'),
    accounts: [management],
  });
  new Asset(scope, 'workplace', {
    title: 'Mail, chat and the office applications',
    owner: team('corporate-it'),
    accounts: [corporate, sharedServices],
  });
  new Asset(scope, 'service-desk', {
    title: 'Service desk and its remote help',
    owner: team('corporate-it'),
    accounts: [],
  });
  new Asset(scope, 'treasury-terminal', {
    title: 'The bank terminal of the treasury desk',
    owner: team('finance'),
    accounts: [],
    sharedLogin: true,
  });

  const forge = new OtherSystem(scope, 'github', {
    title: 'Source code at GitHub',
    owner: team('platform'),
  });

  return {
    production: [paymentsProduction, ledgerProduction, dataProduction],
    staging: [paymentsStaging, dataStaging, development],
    foundation: [management, logArchive, securityTooling, network, sharedServices, corporate],
    forge,
  };
}

/** What the other files refer to. */
export type Accounts = ReturnType<typeof declareAccounts>;
