import { type ChildProcess, spawn } from 'node:child_process';
import { platform } from 'node:os';

/**
 * A shell that waits until this process is gone for any reason, SIGKILL included: then the pipe between them closes, and
 * the shell stops the server and removes `litter` if there is any. On Windows the next start cleans up instead.
 */
export function stopWithUs(server: ChildProcess, litter: string | undefined): { dismiss(): void } {
  if (platform() === 'win32' || server.pid === undefined) return { dismiss: () => undefined };
  const script = [
    'read -r _',
    'kill -INT "$1" 2>/dev/null',
    '[ -z "$2" ] && exit',
    'while kill -0 "$1" 2>/dev/null; do sleep 0.1; done',
    'rm -rf -- "$2"',
  ];
  const guard = spawn('/bin/sh', ['-c', script.join('\n'), 'sh', String(server.pid), litter ?? ''], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C in the terminal is not for it either
  });
  guard.on('error', () => undefined); // without a shell the next start cleans up
  return { dismiss: () => void guard.kill('SIGKILL') };
}
