using Atom.OAuth.Runtime.Benchmarks;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["--interleaved"])
{
    InterleavedStates.Run();
    Interleaved.Run();
    Interleaved.RunTokens();
}
else if (args is ["--interleaved", "tokens"])
{
    Interleaved.RunTokens();
}
else
{
    // In this process: the project that BenchmarkDotNet would write gets in conflict with the central package versions.
    var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
    BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
}
