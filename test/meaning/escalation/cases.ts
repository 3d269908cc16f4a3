/** An action that a path needs, beside what does and does not keep the path open once it reaches nothing else. */
export interface Way {
  readonly action: string;
  readonly counts: readonly string[];
  readonly harmless: readonly string[];
  /** Service principals that the role may be passed to. */
  readonly passedTo?: readonly string[];
  /** All of a path that say so have to reach the same thing. */
  readonly together?: boolean;
}

const ACCOUNT = '111122223333';
const iam = (what: string) => `arn:aws:iam::${ACCOUNT}:${what}`;
const arn = (service: string, what: string) => `arn:aws:${service}:eu-west-1:${ACCOUNT}:${what}`;

/** However little it reaches. */
const on = (action: string, ...counts: readonly string[]): Way => ({ action, counts, harmless: [] });
const but = (way: Way, ...harmless: readonly string[]): Way => ({ ...way, harmless });
const together = (...ways: readonly Way[]): Way[] => ways.map((way) => ({ ...way, together: true }));

/** Any but oneself. */
const user = (action: string) =>
  but(on(action, iam('user/app'), iam('user/*')), 'arn:aws:iam::*:user/${aws:username}');
const oneself = (action: string) => on(action, iam('user/app'), 'arn:aws:iam::*:user/${aws:username}');
const role = (action: string) => but(on(action, iam('role/app')), iam('role/aws-service-role/*'));

/** More roles than those that are named. */
const pass = (...passedTo: readonly string[]): Way => ({
  action: 'iam:PassRole',
  counts: [iam('role/team-*'), 'arn:aws:iam::*:role/*'],
  harmless: [iam('role/app'), iam('role/aws-service-role/*')],
  passedTo,
});

const FUNCTION = arn('lambda', 'function:app');
const PROJECT = arn('codebuild', 'project/app');
const STACK = arn('cloudformation', 'stack/app/*');
const STACK_SET = arn('cloudformation', 'stackset/app:*');
const STACK_SET_TYPE = arn('cloudformation', 'type/resource/*');
const INSTANCE = arn('ec2', 'instance/i-app');
const TEMPLATE = arn('ec2', 'launch-template/lt-app');
const TASK = arn('ecs', 'task-definition/app:*');
const JOB = arn('glue', 'job/app');
const TRIGGER = arn('glue', 'trigger/app');
const NOTEBOOK = arn('sagemaker', 'notebook-instance/app');
const PIPELINE = arn('datapipeline', 'pipeline/df-app');
const INTERPRETER = arn('bedrock-agentcore', 'code-interpreter-custom/app');
const AWS_INTERPRETER = 'arn:aws:bedrock-agentcore:eu-west-1:aws:code-interpreter/*';
const ECS = 'ecs-tasks.amazonaws.com';
const GLUE = 'glue.amazonaws.com';
const LAMBDA = 'lambda.amazonaws.com';
const CLOUDFORMATION = 'cloudformation.amazonaws.com';

const interpreter = together(
  but(on('bedrock-agentcore:StartCodeInterpreterSession', INTERPRETER), AWS_INTERPRETER),
  but(on('bedrock-agentcore:InvokeCodeInterpreter', INTERPRETER), AWS_INTERPRETER),
);

/** Each published path: what it needs. */
export const CASES: Readonly<Record<string, readonly Way[]>> = {
  'apprunner-001': [
    pass('tasks.apprunner.amazonaws.com', 'apprunner.amazonaws.com'),
    but(on('apprunner:CreateService', arn('apprunner', 'service/app/*')), arn('apprunner', 'connection/*')),
  ],
  'apprunner-002': [
    but(on('apprunner:UpdateService', arn('apprunner', 'service/app/1')), arn('apprunner', 'connection/*')),
  ],
  'bedrock-001': [
    pass('bedrock-agentcore.amazonaws.com'),
    on('bedrock-agentcore:CreateCodeInterpreter'),
    ...interpreter,
  ],
  'bedrock-002': interpreter,
  'cloudformation-001': [pass(CLOUDFORMATION), on('cloudformation:CreateStack', STACK)],
  'cloudformation-002': [on('cloudformation:UpdateStack', STACK)],
  'cloudformation-003': [
    pass(CLOUDFORMATION),
    on('cloudformation:CreateStackSet'),
    but(on('cloudformation:CreateStackInstances', STACK_SET), STACK_SET_TYPE),
  ],
  'cloudformation-004': [
    pass(CLOUDFORMATION),
    but(on('cloudformation:UpdateStackSet', STACK_SET), STACK_SET_TYPE),
  ],
  'cloudformation-005': together(
    on('cloudformation:CreateChangeSet', STACK),
    on('cloudformation:ExecuteChangeSet', STACK),
  ),
  'codebuild-001': [
    pass('codebuild.amazonaws.com'),
    ...together(on('codebuild:CreateProject', PROJECT), on('codebuild:StartBuild', PROJECT)),
  ],
  'codebuild-002': [on('codebuild:StartBuild', PROJECT)],
  'codebuild-003': [on('codebuild:StartBuildBatch', PROJECT)],
  'codebuild-004': [
    pass('codebuild.amazonaws.com'),
    ...together(on('codebuild:CreateProject', PROJECT), on('codebuild:StartBuildBatch', PROJECT)),
  ],
  'datapipeline-001': [
    pass('datapipeline.amazonaws.com', 'elasticmapreduce.amazonaws.com'),
    on('datapipeline:CreatePipeline'),
    ...together(
      on('datapipeline:PutPipelineDefinition', PIPELINE),
      on('datapipeline:ActivatePipeline', PIPELINE),
    ),
  ],
  'ec2-001': [
    pass('ec2.amazonaws.com'),
    but(on('ec2:RunInstances', arn('ec2', 'instance/*')), arn('ec2', 'subnet/*')),
  ],
  'ec2-002': together(
    but(on('ec2:ModifyInstanceAttribute', INSTANCE), arn('ec2', 'volume/*')),
    on('ec2:StopInstances', INSTANCE),
    but(on('ec2:StartInstances', INSTANCE), arn('license-manager', 'license-configuration:*')),
  ),
  'ec2-003': [
    pass('ec2.amazonaws.com'),
    on('ec2:RequestSpotInstances', arn('ec2', 'spot-instances-request/*')),
  ],
  'ec2-004': together(
    on('ec2:CreateLaunchTemplateVersion', TEMPLATE),
    on('ec2:ModifyLaunchTemplate', TEMPLATE),
  ),
  'ec2instanceconnect-003': [
    on('ec2-instance-connect:SendSSHPublicKey', INSTANCE),
    on('ec2:DescribeInstances'),
  ],
  'ecs-001': [
    pass(ECS),
    on('ecs:CreateCluster', arn('ecs', 'cluster/app')),
    on('ecs:RegisterTaskDefinition', TASK),
    on('ecs:CreateService', arn('ecs', 'service/app/app')),
  ],
  'ecs-002': [
    pass(ECS),
    on('ecs:CreateCluster', arn('ecs', 'cluster/app')),
    ...together(on('ecs:RegisterTaskDefinition', TASK), on('ecs:RunTask', TASK)),
  ],
  'ecs-003': [
    pass(ECS),
    on('ecs:RegisterTaskDefinition', TASK),
    on('ecs:CreateService', arn('ecs', 'service/app/app')),
  ],
  'ecs-004': [pass(ECS), ...together(on('ecs:RegisterTaskDefinition', TASK), on('ecs:RunTask', TASK))],
  'ecs-005': [pass(ECS), ...together(on('ecs:RegisterTaskDefinition', TASK), on('ecs:StartTask', TASK))],
  'glue-001': [pass(GLUE), on('glue:CreateDevEndpoint')],
  'glue-002': [on('glue:UpdateDevEndpoint', arn('glue', 'devEndpoint/app'))],
  'glue-003': [pass(GLUE), ...together(on('glue:CreateJob', JOB), on('glue:StartJobRun', JOB))],
  'glue-004': [pass(GLUE), on('glue:CreateJob', JOB), on('glue:CreateTrigger', TRIGGER)],
  'glue-005': [pass(GLUE), ...together(on('glue:UpdateJob', JOB), on('glue:StartJobRun', JOB))],
  'glue-006': [pass(GLUE), on('glue:UpdateJob', JOB), on('glue:CreateTrigger', TRIGGER)],
  'iam-001': [on('iam:CreatePolicyVersion', iam('policy/app'))],
  'iam-002': [user('iam:CreateAccessKey')],
  'iam-003': together(user('iam:CreateAccessKey'), user('iam:DeleteAccessKey')),
  'iam-004': [user('iam:CreateLoginProfile')],
  'iam-005': [role('iam:PutRolePolicy')],
  'iam-006': [user('iam:UpdateLoginProfile')],
  'iam-007': [oneself('iam:PutUserPolicy')],
  'iam-008': [oneself('iam:AttachUserPolicy')],
  'iam-009': [role('iam:AttachRolePolicy')],
  'iam-010': [on('iam:AttachGroupPolicy', iam('group/app'))],
  'iam-011': [on('iam:PutGroupPolicy', iam('group/app'))],
  'iam-012': [role('iam:UpdateAssumeRolePolicy')],
  'iam-013': [on('iam:AddUserToGroup', iam('group/app'))],
  'iam-014': together(role('iam:AttachRolePolicy'), role('sts:AssumeRole')),
  'iam-015': together(user('iam:AttachUserPolicy'), user('iam:CreateAccessKey')),
  'iam-016': [on('iam:CreatePolicyVersion', iam('policy/app')), role('sts:AssumeRole')],
  'iam-017': together(role('iam:PutRolePolicy'), role('sts:AssumeRole')),
  'iam-018': together(user('iam:PutUserPolicy'), user('iam:CreateAccessKey')),
  'iam-019': together(role('iam:AttachRolePolicy'), role('iam:UpdateAssumeRolePolicy')),
  'iam-020': [on('iam:CreatePolicyVersion', iam('policy/app')), role('iam:UpdateAssumeRolePolicy')],
  'iam-021': together(role('iam:PutRolePolicy'), role('iam:UpdateAssumeRolePolicy')),
  'lambda-001': [pass(LAMBDA), on('lambda:CreateFunction', FUNCTION), on('lambda:InvokeFunction', FUNCTION)],
  'lambda-002': [pass(LAMBDA), on('lambda:CreateFunction', FUNCTION), on('lambda:CreateEventSourceMapping')],
  'lambda-003': [on('lambda:UpdateFunctionCode', FUNCTION)],
  'lambda-004': [on('lambda:UpdateFunctionCode', FUNCTION), on('lambda:InvokeFunction', `${FUNCTION}:*`)],
  'lambda-005': [on('lambda:UpdateFunctionCode', FUNCTION), on('lambda:AddPermission', FUNCTION)],
  'lambda-006': [pass(LAMBDA), on('lambda:CreateFunction', FUNCTION), on('lambda:AddPermission', FUNCTION)],
  'sagemaker-001': [pass('sagemaker.amazonaws.com'), on('sagemaker:CreateNotebookInstance', NOTEBOOK)],
  'sagemaker-002': [
    pass('sagemaker.amazonaws.com'),
    but(
      on('sagemaker:CreateTrainingJob', arn('sagemaker', 'training-job/app')),
      arn('sagemaker', 'training-plan/*'),
    ),
  ],
  'sagemaker-003': [
    pass('sagemaker.amazonaws.com'),
    on('sagemaker:CreateProcessingJob', arn('sagemaker', 'processing-job/app')),
  ],
  'sagemaker-004': [on('sagemaker:CreatePresignedNotebookInstanceUrl', NOTEBOOK)],
  'sagemaker-005': [
    on(
      'sagemaker:CreateNotebookInstanceLifecycleConfig',
      arn('sagemaker', 'notebook-instance-lifecycle-config/app'),
    ),
    ...together(
      on('sagemaker:StopNotebookInstance', NOTEBOOK),
      on('sagemaker:UpdateNotebookInstance', NOTEBOOK),
      on('sagemaker:StartNotebookInstance', NOTEBOOK),
    ),
  ],
  'ssm-001': [
    but(
      on('ssm:StartSession', INSTANCE, arn('ssm', 'managed-instance/mi-app'), arn('ecs', 'task/app/1')),
      arn('ssm', 'document/*'),
    ),
  ],
  'ssm-002': [
    but(
      on('ssm:SendCommand', INSTANCE, arn('ssm', 'managed-instance/mi-app')),
      arn('ssm', 'document/*'),
      'arn:aws:s3:::app',
    ),
  ],
  'sts-001': [
    {
      action: 'sts:AssumeRole',
      counts: ['arn:aws:iam::*:role/*', iam('role/team-*')],
      harmless: [iam('role/app'), 'arn:aws:iam::*:role/app', iam('role/aws-service-role/*')],
    },
  ],
};
