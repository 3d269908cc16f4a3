import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { skippedFor } from '../../_helpers/shared.js';
import { type Rig, startRig } from './harness.js';

const run = promisify(execFile);

/** A folder of unpacked providers; Terraform downloads nothing here. */
const mirror = [process.env['WRIT_TF_MIRROR'], process.env['TF_PLUGIN_DIR']].find(
  (path) => path !== undefined && existsSync(path),
);
const cliConfig = [process.env['TF_CLI_CONFIG_FILE']].find((path) => path !== undefined && existsSync(path));

const PLAN = `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}
provider "aws" {
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
}
data "aws_ssoadmin_instances" "this" {}
data "aws_caller_identity" "me" {}
data "aws_organizations_organization" "org" {}
locals {
  instance = one(data.aws_ssoadmin_instances.this.arns)
  store    = one(data.aws_ssoadmin_instances.this.identity_store_ids)
}
resource "aws_ssoadmin_permission_set" "admin" {
  name             = "ProdAdmin"
  description      = "Administer production"
  instance_arn     = local.instance
  session_duration = "PT2H"
  tags             = { team = "platform" }
}
resource "aws_ssoadmin_managed_policy_attachment" "admin" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.admin.arn
  managed_policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
  depends_on         = [aws_ssoadmin_account_assignment.admin]
}
resource "aws_ssoadmin_permission_set_inline_policy" "admin" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.admin.arn
  inline_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "iam:CreateUser", Resource = "*" }]
  })
  depends_on = [aws_ssoadmin_account_assignment.admin]
}
resource "aws_ssoadmin_permissions_boundary_attachment" "admin" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.admin.arn
  permissions_boundary {
    customer_managed_policy_reference {
      name = "limit"
      path = "/"
    }
  }
  depends_on = [aws_ssoadmin_account_assignment.admin]
}
resource "aws_ssoadmin_customer_managed_policy_attachment" "admin" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.admin.arn
  customer_managed_policy_reference {
    name = "extra"
    path = "/"
  }
  depends_on = [aws_ssoadmin_account_assignment.admin]
}
resource "aws_identitystore_group" "admins" {
  identity_store_id = local.store
  display_name      = "prod-admins"
  description       = "Who may administer production"
}
resource "aws_identitystore_user" "ada" {
  identity_store_id = local.store
  user_name         = "ada@example.com"
  display_name      = "Ada Lovelace"
  name {
    given_name  = "Ada"
    family_name = "Lovelace"
  }
  emails {
    value   = "ada@example.com"
    primary = true
    type    = "work"
  }
  title = "Analyst"
}
resource "aws_identitystore_group_membership" "ada" {
  identity_store_id = local.store
  group_id          = aws_identitystore_group.admins.group_id
  member_id         = aws_identitystore_user.ada.user_id
}
resource "aws_ssoadmin_account_assignment" "admin" {
  instance_arn       = local.instance
  permission_set_arn = aws_ssoadmin_permission_set.admin.arn
  principal_id       = aws_identitystore_group.admins.group_id
  principal_type     = "GROUP"
  target_id          = data.aws_caller_identity.me.account_id
  target_type        = "AWS_ACCOUNT"
}
data "aws_identitystore_group" "admins" {
  identity_store_id = local.store
  alternate_identifier {
    unique_attribute {
      attribute_path  = "DisplayName"
      attribute_value = aws_identitystore_group.admins.display_name
    }
  }
}
data "aws_identitystore_user" "ada" {
  identity_store_id = local.store
  alternate_identifier {
    unique_attribute {
      attribute_path  = "UserName"
      attribute_value = aws_identitystore_user.ada.user_name
    }
  }
}
data "aws_ssoadmin_permission_set" "admin" {
  instance_arn = local.instance
  name         = aws_ssoadmin_permission_set.admin.name
}
output "same" {
  value = (data.aws_identitystore_group.admins.group_id == aws_identitystore_group.admins.group_id
    && data.aws_identitystore_user.ada.user_id == aws_identitystore_user.ada.user_id
    && data.aws_ssoadmin_permission_set.admin.arn == aws_ssoadmin_permission_set.admin.arn)
}
`;

function hasTerraform(): boolean {
  return spawnSync('terraform', ['version'], { stdio: 'ignore' }).status === 0;
}

const withTerraform =
  (mirror ?? cliConfig) !== undefined && hasTerraform()
    ? it
    : skippedFor('terraform with a provider mirror (WRIT_TF_MIRROR) is not available');

async function project(
  rig: Rig,
): Promise<{ dir: string; terraform: (...args: string[]) => Promise<string> }> {
  const dir = await mkdtemp(join(tmpdir(), 'writ-terraform-'));
  const config = mirror === undefined ? cliConfig : join(dir, 'cli.tfrc');
  if (mirror !== undefined) {
    const installation = `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
    await writeFile(join(dir, 'cli.tfrc'), installation);
  }
  await writeFile(join(dir, 'main.tf'), PLAN);
  const env = {
    PATH: process.env['PATH'],
    HOME: dir,
    TF_CLI_CONFIG_FILE: config,
    TF_IN_AUTOMATION: '1',
    CHECKPOINT_DISABLE: '1',
    AWS_ENDPOINT_URL: rig.url,
    AWS_ACCESS_KEY_ID: 'AKIASANDBOXPIPELINE',
    AWS_SECRET_ACCESS_KEY: 'any',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  return {
    dir,
    terraform: async (...args) => {
      const { stdout } = await run('terraform', [`-chdir=${dir}`, ...args, '-no-color'], {
        env,
        maxBuffer: 1 << 26,
      });
      return stdout;
    },
  };
}

describe('the Terraform AWS provider against the sandbox', () => {
  withTerraform(
    'applies, finds nothing left to change, and destroys',
    async () => {
      const rig = await startRig({ settings: { assignmentDelayMs: 20 } });
      const { dir, terraform } = await project(rig);
      try {
        await terraform('init');
        expect(await terraform('apply', '-auto-approve')).toContain('same = true');
        const { aws } = rig.runtime.world;
        expect([...aws.assignments.values()]).toHaveLength(1);
        expect([...aws.memberships.values()]).toHaveLength(1);
        expect([...aws.permissionSets.values()][0]).toMatchObject({
          name: 'ProdAdmin',
          sessionDuration: 'PT2H',
          boundary: { name: 'limit', path: '/' },
          customerManagedPolicies: [{ name: 'extra', path: '/' }],
          managedPolicies: [{ name: 'AdministratorAccess' }],
        });
        // Exit code 2 would mean that changes are left, and rejects.
        expect(await terraform('plan', '-detailed-exitcode')).toContain('No changes.');
        await terraform('destroy', '-auto-approve');
        expect([aws.assignments.size, aws.permissionSets.size, aws.groups.size, aws.users.size]).toEqual([
          0, 0, 0, 0,
        ]);
        const failed = rig.runtime.calls.filter((call) => call.service === 'unknown' || call.status >= 500);
        expect(failed).toEqual([]);
      } finally {
        await rig.close();
        await rm(dir, { recursive: true, force: true });
      }
    },
    240_000,
  );
});
