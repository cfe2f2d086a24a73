using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Comparison;

/// <summary>One sample, read by one library.</summary>
public sealed record Result(TokenResponseSample Sample, string Library, Answer Answer, Verdict Verdict);

/// <summary>Puts every recorded response through every library.</summary>
public static class TokenComparison
{
    /// <summary>Runs it. Nothing leaves the process: the libraries' HTTP clients get the recorded responses.</summary>
    public static async Task<IReadOnlyList<Result>> RunAsync()
    {
        await using OpenIddictReader openIddict = new();
        ITokenReader[] readers = [new AtomReader(), new AspNetCoreReader(), new DuendeReader(), openIddict, new GoogleReader(), new MsalReader()];
        List<Result> results = [];
        foreach (var sample in SuccessSamples.All.Concat(FailureSamples.All))
        {
            foreach (var reader in readers)
            {
                var answer = await reader.ReadAsync(sample).ConfigureAwait(false);
                results.Add(new Result(sample, reader.Name, answer, Judge.Decide(sample, answer)));
            }
        }

        return results;
    }

    /// <summary>Whether an error's text has a secret, markup or a long piece of the body in it, whatever else the verdict is.</summary>
    public static bool Leaks(Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return Judge.Leaks(result.Sample, result.Answer);
    }
}
