import { WritError } from '../../lib/kernel/index.js';
import { synthesizeTo, type Synthesis, type SynthInputs, type SynthPorts } from '../../lib/synth/index.js';
import { inputs, ticket } from './builders.js';

const GIVEN = inputs({ tickets: [ticket('ACC-0001')] });

class Stage {
  readonly done: string[] = [];
  reads = { tickets: 0, decisions: 0 };
  recorded: [Synthesis, SynthInputs][] = [];

  ports(more: Partial<SynthPorts> = {}): SynthPorts {
    return {
      catalogue: () => GIVEN.catalogue,
      identity: () => Promise.resolve(GIVEN.identity),
      tickets: () => {
        this.reads.tickets += 1;
        return Promise.resolve({ tickets: GIVEN.tickets, faults: [] });
      },
      decisions: {
        read: () => {
          this.reads.decisions += 1;
          return Promise.resolve({ decisions: GIVEN.decisions, digest: GIVEN.decisions[0]!.digest });
        },
      },
      record: (made, read) => {
        this.done.push('record');
        this.recorded.push([made, read]);
        return Promise.resolve();
      },
      publish: () => {
        this.done.push('publish');
        return Promise.resolve();
      },
      ...more,
    };
  }
}

function run(ports: SynthPorts): Promise<Synthesis> {
  return synthesizeTo(ports, { asOf: GIVEN.asOf });
}

describe('H1.9 evidence comes first', () => {
  it('what is published was recorded before, from one reading of tickets and decisions', async () => {
    const stage = new Stage();
    const made = await run(stage.ports());
    expect(stage.done).toEqual(['record', 'publish']);
    expect(stage.reads).toEqual({ tickets: 1, decisions: 1 });
    const [[recorded, read] = []] = stage.recorded;
    expect(recorded?.digest).toBe(made.digest);
    expect(read?.tickets).toBe(GIVEN.tickets);
    expect(read?.decisions).toBe(GIVEN.decisions);
  });

  it('nothing is published when the record fails', async () => {
    const stage = new Stage();
    const full = new WritError('WRITE_FAILED', 'the ledger is full', { remedy: 'make room' });
    await expect(run(stage.ports({ record: () => Promise.reject(full) }))).rejects.toBe(full);
    expect(stage.done).toEqual([]);
  });

  it('a record of what could not be published is said', async () => {
    const stage = new Stage();
    const full = new WritError('WRITE_FAILED', '`out` cannot be written', { remedy: 'make room' });
    await expect(run(stage.ports({ publish: () => Promise.reject(full) }))).rejects.toMatchObject({
      code: 'WRITE_FAILED',
      message: expect.stringMatching(/the ledger has manifest `sha256:.*the last result stays/) as string,
    });
    expect(stage.done).toEqual(['record']);
  });

  it('without a ledger it is published all the same, and a failure says nothing of one', async () => {
    const { record: _, ...ports } = new Stage().ports();
    await expect(run(ports)).resolves.toMatchObject({ manifest: { asOf: GIVEN.asOf } });
    const full = new WritError('WRITE_FAILED', '`out` cannot be written', { remedy: 'make room' });
    await expect(run({ ...ports, publish: () => Promise.reject(full) })).rejects.toBe(full);
  });
});
