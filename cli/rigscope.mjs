#!/usr/bin/env node
// The program `rigscope`: builds what is stale, then runs the command. What the commands do is rigscope.ts's.
import { ready } from './build/ready.mjs'

const args = process.argv.slice(2)
const withBridge = args.some((arg) => arg === '--host' || arg.startsWith('--host='))
// Output for programs stays clean: what is built is said on stderr.
const program = await ready({ withBridge, say: (line) => console.error(line) })
if (program === null) process.exitCode = 1
else await import(program)
