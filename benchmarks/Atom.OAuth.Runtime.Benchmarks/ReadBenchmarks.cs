using BenchmarkDotNet.Attributes;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>The same reads for BenchmarkDotNet: exact in allocated bytes, noisy in time on a shared machine.</summary>
[MemoryDiagnoser]
public class ReadBenchmarks
{
    private byte[] _body = [];

    /// <summary>Gets or sets the size of the body in bytes.</summary>
    [Params(300, 2 * 1024, 64 * 1024)]
    public int Size { get; set; }

    /// <summary>Gets or sets how the body comes.</summary>
    [ParamsAllValues]
    public Transport Transport { get; set; }

    /// <summary>Makes the body.</summary>
    [GlobalSetup]
    public void SetUp() => _body = Payloads.Json(Size);

    /// <summary>Makes a response and reads nothing: what the other numbers contain besides the read.</summary>
    [Benchmark]
    public HttpResponseMessage Response_alone() => Responses.Create(_body, Transport);

    /// <summary>ReadFromJsonAsync.</summary>
    [Benchmark(Baseline = true)]
    public Task<TokenPage?> Plain() => Reads.PlainAsync(Responses.Create(_body, Transport));

    /// <summary>ReadOAuthJsonAsync.</summary>
    [Benchmark]
    public Task<TokenPage?> Safe_read() => Reads.SafeAsync(Responses.Create(_body, Transport));

    /// <summary>CheckHtmlResponseAsync, then ReadFromJsonAsync.</summary>
    [Benchmark]
    public Task<TokenPage?> Check_then_plain() => Reads.CheckThenPlainAsync(Responses.Create(_body, Transport));
}
