using Atom.OAuth.Runtime.Benchmarks;
using BenchmarkDotNet.Running;

if (args is ["--interleaved"])
{
    Interleaved.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(ReadBenchmarks).Assembly).Run(args);
}
