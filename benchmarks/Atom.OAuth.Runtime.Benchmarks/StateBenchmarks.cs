using BenchmarkDotNet.Attributes;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>A state's build and parse against Data Protection on the same payload.</summary>
[MemoryDiagnoser]
public class StateBenchmarks
{
    private readonly StateFlows _flows = new();

    /// <summary>IDataProtector.Protect, then Unprotect.</summary>
    [Benchmark(Baseline = true)]
    public bool Protect_and_unprotect() => _flows.Bare();

    /// <summary>BuildAsync, then ParseAsync, self-contained, with the in-memory store.</summary>
    [Benchmark]
    public Task<bool> Build_and_parse() => _flows.BuildAndParseAsync();
}
