import { needOf, on, onOneThing, type EscalationPath } from './path.js';

const INSTANCES = 'arn:*:ec2:*:*:instance/*';
const MANAGED_INSTANCES = 'arn:*:ssm:*:*:managed-instance/*';
const TASKS = 'arn:*:ecs:*:*:task/*';
const APP_RUNNER_SERVICES = 'arn:*:apprunner:*:*:service/*';
/** Those that AWS provides have no role. */
const OWN_INTERPRETERS = 'arn:*:bedrock-agentcore:*:*:code-interpreter-custom/*';

/**
 * Getting at the role of something that runs already. A policy names the thing and not the role that it runs as, so it
 * counts however little is reached.
 */
export const EXISTING_PASSROLE: readonly EscalationPath[] = [
  {
    id: 'apprunner-002',
    name: 'let an App Runner service run another image or another command',
    gives: 'the permissions of the role of that service',
    needs: [on('apprunner:UpdateService', APP_RUNNER_SERVICES)],
  },
  {
    id: 'bedrock-002',
    name: 'run code in a code interpreter of Bedrock AgentCore',
    gives: 'the permissions of the role of that interpreter',
    needs: onOneThing(
      on('bedrock-agentcore:StartCodeInterpreterSession', OWN_INTERPRETERS),
      on('bedrock-agentcore:InvokeCodeInterpreter', OWN_INTERPRETERS),
    ),
  },
  {
    id: 'cloudformation-002',
    name: 'update a stack with a template of their own',
    gives: 'the permissions of the role that the stack is deployed with',
    needs: [needOf('cloudformation:UpdateStack')],
  },
  {
    id: 'cloudformation-005',
    name: 'change a stack through a change set of their own',
    gives: 'the permissions of the role that the stack is deployed with',
    needs: onOneThing('cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'),
  },
  {
    id: 'codebuild-002',
    name: 'start a build with commands of their own',
    gives: 'the permissions of the role of that build project',
    needs: [needOf('codebuild:StartBuild')],
  },
  {
    id: 'codebuild-003',
    name: 'start a batch of builds with commands of their own',
    gives: 'the permissions of the role of that build project',
    needs: [needOf('codebuild:StartBuildBatch')],
  },
  {
    id: 'ec2-002',
    name: 'stop an instance, change what it runs when it starts, and start it',
    gives: 'the permissions of the role of that instance',
    needs: onOneThing(
      on('ec2:ModifyInstanceAttribute', INSTANCES),
      on('ec2:StopInstances', INSTANCES),
      on('ec2:StartInstances', INSTANCES),
    ),
  },
  {
    id: 'ec2-004',
    name: 'write another version of a launch template and make it the one that counts',
    gives: 'the permissions of the role of each instance that is started from it',
    needs: onOneThing('ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'),
  },
  {
    id: 'ec2instanceconnect-003',
    name: 'find an instance and log in to it with a key of their own',
    gives: 'the permissions of the role of that instance',
    needs: [needOf('ec2-instance-connect:SendSSHPublicKey'), needOf('ec2:DescribeInstances')],
  },
  {
    id: 'glue-002',
    name: 'put a key of their own on a Glue development endpoint',
    gives: 'the permissions of the role of that endpoint',
    needs: [needOf('glue:UpdateDevEndpoint')],
  },
  {
    id: 'lambda-003',
    name: 'replace the code of a Lambda function that something calls',
    gives: 'the permissions of the role of that function',
    needs: [needOf('lambda:UpdateFunctionCode')],
  },
  // A function is called by its name or by one of its versions, and each is an ARN of its own: no need to be the same one.
  {
    id: 'lambda-004',
    name: 'replace the code of a Lambda function and call it',
    gives: 'the permissions of the role of that function',
    needs: [needOf('lambda:UpdateFunctionCode'), needOf('lambda:InvokeFunction')],
  },
  {
    id: 'lambda-005',
    name: 'replace the code of a Lambda function and let anybody call it',
    gives: 'the permissions of the role of that function',
    needs: [needOf('lambda:UpdateFunctionCode'), needOf('lambda:AddPermission')],
  },
  {
    id: 'sagemaker-004',
    name: 'open a SageMaker notebook through a link',
    gives: 'the permissions of the role of that notebook',
    needs: [needOf('sagemaker:CreatePresignedNotebookInstanceUrl')],
  },
  {
    id: 'sagemaker-005',
    name: 'let a SageMaker notebook run a script of their own when it starts',
    gives: 'the permissions of the role of that notebook',
    needs: [
      needOf('sagemaker:CreateNotebookInstanceLifecycleConfig'),
      ...onOneThing(
        'sagemaker:StopNotebookInstance',
        'sagemaker:UpdateNotebookInstance',
        'sagemaker:StartNotebookInstance',
      ),
    ],
  },
  {
    id: 'ssm-001',
    name: 'open a shell on a running instance or task',
    gives: 'the permissions of its role',
    needs: [on('ssm:StartSession', INSTANCES, MANAGED_INSTANCES, TASKS)],
  },
  {
    id: 'ssm-002',
    name: 'run commands on a running instance',
    gives: 'the permissions of its role',
    needs: [on('ssm:SendCommand', INSTANCES, MANAGED_INSTANCES)],
  },
];
