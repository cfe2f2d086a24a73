using Atom.OAuth.Testing;
using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Comparison.Tests;

/// <summary>Verifies docs/comparison.md against the behavior of the libraries.</summary>
public class ComparisonTests
{
    private const string Own = "Atom.OAuth.Runtime";

    private static readonly Task<IReadOnlyList<Result>> Results = TokenComparison.RunAsync();

    [Fact]
    public async Task OwnLibrary_IsRightAboutEverySample()
    {
        Result[] own = [.. (await Results).Where(result => result.Library == Own)];

        Assert.Equal(SuccessSamples.All.Count + FailureSamples.All.Count, own.Length);
        Assert.Empty(own.Where(result => result.Verdict != Verdict.Right).Select(result => $"{result.Sample}: {result.Verdict}, {result.Answer}"));
        Assert.Empty(own.Where(TokenComparison.Leaks).Select(result => $"{result.Sample}: {result.Answer.Message}"));
    }

    [Fact]
    public async Task EveryLibrary_ReadsTheStandardResponseAndTheStandardError()
    {
        // An incorrectly configured library would fail here, and the table would be unfair to it.
        Result[] standard = [.. (await Results).Where(result => result.Sample.Name is "standard" or "400 standard")];

        Assert.Equal(12, standard.Length);
        Assert.All(standard, result => Assert.Equal(Verdict.Right, result.Verdict));
    }

    [Fact]
    public async Task Page_IsWhatTheLibrariesDo() => Assert.Equal(Page.Write(await Results), Repository.Read("docs/comparison.md"));
}
