// Preloaded into each child: when the launcher is gone, even by SIGKILL, the channel closes and the child ends itself.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
