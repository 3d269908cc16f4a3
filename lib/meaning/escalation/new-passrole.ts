import { needOf, on, onOneThing, type EscalationPath, type Need } from './path.js';

/** What a role is passed to. */
interface Recipient {
  readonly title: string;
  /** What a role has to trust, and may be said to go to: one of them is enough. */
  readonly principals: readonly string[];
}

/** A role trusts the first; AWS's own `AWSAppRunnerFullAccess` says the second of where it may go, so either may be meant. */
const APP_RUNNER: Recipient = {
  title: 'App Runner',
  principals: ['tasks.apprunner.amazonaws.com', 'apprunner.amazonaws.com'],
};
const AGENT_CORE: Recipient = { title: 'Bedrock AgentCore', principals: ['bedrock-agentcore.amazonaws.com'] };
const CLOUDFORMATION: Recipient = { title: 'CloudFormation', principals: ['cloudformation.amazonaws.com'] };
const CODEBUILD: Recipient = { title: 'CodeBuild', principals: ['codebuild.amazonaws.com'] };
const DATA_PIPELINE: Recipient = {
  title: 'Data Pipeline or EMR',
  principals: ['datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com'],
};
const EC2: Recipient = { title: 'EC2', principals: ['ec2.amazonaws.com'] };
const ECS: Recipient = { title: 'ECS', principals: ['ecs-tasks.amazonaws.com'] };
const GLUE: Recipient = { title: 'Glue', principals: ['glue.amazonaws.com'] };
const LAMBDA: Recipient = { title: 'Lambda', principals: ['lambda.amazonaws.com'] };
const SAGEMAKER: Recipient = { title: 'SageMaker', principals: ['sagemaker.amazonaws.com'] };

/**
 * A role that a policy names was given on purpose and stands there to be read: a path counts where `iam:PassRole` goes
 * beyond named roles, and may go to the service.
 */
function passing(
  id: string,
  to: Recipient,
  name: string,
  ...needs: readonly (string | Need)[]
): EscalationPath {
  return {
    id,
    name: `pass a role to ${to.title} and ${name}`,
    gives: `the permissions of any role in reach that ${to.title} may assume`,
    needs: [{ action: 'iam:PassRole', reach: 'wide', passedTo: to.principals }, ...needs.map(needOf)],
  };
}

const INTERPRETERS = 'arn:*:bedrock-agentcore:*:*:code-interpreter-custom/*';
const STACK_SETS = 'arn:*:cloudformation:*:*:stackset/*';

/** Starting something new, or something anew, that runs as a role of one's choice. */
export const NEW_PASSROLE: readonly EscalationPath[] = [
  passing(
    'apprunner-001',
    APP_RUNNER,
    'start a service with an image of their own',
    on('apprunner:CreateService', 'arn:*:apprunner:*:*:service/*'),
  ),
  passing(
    'bedrock-001',
    AGENT_CORE,
    'run code in a new code interpreter',
    'bedrock-agentcore:CreateCodeInterpreter',
    ...onOneThing(
      on('bedrock-agentcore:StartCodeInterpreterSession', INTERPRETERS),
      on('bedrock-agentcore:InvokeCodeInterpreter', INTERPRETERS),
    ),
  ),
  passing(
    'cloudformation-001',
    CLOUDFORMATION,
    'deploy a stack with a template of their own',
    'cloudformation:CreateStack',
  ),
  passing(
    'cloudformation-003',
    CLOUDFORMATION,
    'deploy a new stack set to accounts',
    'cloudformation:CreateStackSet',
    on('cloudformation:CreateStackInstances', STACK_SETS),
  ),
  passing(
    'cloudformation-004',
    CLOUDFORMATION,
    'change what a stack set deploys',
    on('cloudformation:UpdateStackSet', STACK_SETS),
  ),
  passing(
    'codebuild-001',
    CODEBUILD,
    'run commands in a new build project',
    ...onOneThing('codebuild:CreateProject', 'codebuild:StartBuild'),
  ),
  passing(
    'codebuild-004',
    CODEBUILD,
    'run commands in a batch of a new build project',
    ...onOneThing('codebuild:CreateProject', 'codebuild:StartBuildBatch'),
  ),
  passing(
    'datapipeline-001',
    DATA_PIPELINE,
    'run commands in a new pipeline',
    'datapipeline:CreatePipeline',
    ...onOneThing('datapipeline:PutPipelineDefinition', 'datapipeline:ActivatePipeline'),
  ),
  passing('ec2-001', EC2, 'start an instance', on('ec2:RunInstances', 'arn:*:ec2:*:*:instance/*')),
  passing('ec2-003', EC2, 'ask for a spot instance', 'ec2:RequestSpotInstances'),
  passing(
    'ecs-001',
    ECS,
    'keep a task of their own running as a service in a new cluster',
    'ecs:CreateCluster',
    'ecs:RegisterTaskDefinition',
    'ecs:CreateService',
  ),
  passing(
    'ecs-002',
    ECS,
    'run a task of their own in a new cluster',
    'ecs:CreateCluster',
    ...onOneThing('ecs:RegisterTaskDefinition', 'ecs:RunTask'),
  ),
  passing(
    'ecs-003',
    ECS,
    'keep a task of their own running as a service',
    'ecs:RegisterTaskDefinition',
    'ecs:CreateService',
  ),
  passing(
    'ecs-004',
    ECS,
    'run a task of their own',
    ...onOneThing('ecs:RegisterTaskDefinition', 'ecs:RunTask'),
  ),
  passing(
    'ecs-005',
    ECS,
    'run a task of their own on an instance of the cluster',
    ...onOneThing('ecs:RegisterTaskDefinition', 'ecs:StartTask'),
  ),
  passing('glue-001', GLUE, 'log in to a new development endpoint', 'glue:CreateDevEndpoint'),
  passing(
    'glue-003',
    GLUE,
    'run a new job with a script of their own',
    ...onOneThing('glue:CreateJob', 'glue:StartJobRun'),
  ),
  passing(
    'glue-004',
    GLUE,
    'let a trigger run a new job with a script of their own',
    'glue:CreateJob',
    'glue:CreateTrigger',
  ),
  passing(
    'glue-005',
    GLUE,
    'change the script and the role of a job and run it',
    ...onOneThing('glue:UpdateJob', 'glue:StartJobRun'),
  ),
  passing(
    'glue-006',
    GLUE,
    'change the script and the role of a job and let a trigger run it',
    'glue:UpdateJob',
    'glue:CreateTrigger',
  ),
  passing(
    'lambda-001',
    LAMBDA,
    'call a function of their own',
    'lambda:CreateFunction',
    'lambda:InvokeFunction',
  ),
  passing(
    'lambda-002',
    LAMBDA,
    'let an event source call a function of their own',
    'lambda:CreateFunction',
    'lambda:CreateEventSourceMapping',
  ),
  passing(
    'lambda-006',
    LAMBDA,
    'let anybody call a function of their own',
    'lambda:CreateFunction',
    'lambda:AddPermission',
  ),
  passing('sagemaker-001', SAGEMAKER, 'start a notebook', 'sagemaker:CreateNotebookInstance'),
  passing(
    'sagemaker-002',
    SAGEMAKER,
    'run code of their own as training',
    on('sagemaker:CreateTrainingJob', 'arn:*:sagemaker:*:*:training-job/*'),
  ),
  passing('sagemaker-003', SAGEMAKER, 'run code of their own as processing', 'sagemaker:CreateProcessingJob'),
];
