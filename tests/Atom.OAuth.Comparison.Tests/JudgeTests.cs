using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Comparison.Tests;

/// <summary>Tests of the verdicts themselves.</summary>
public class JudgeTests
{
    private static readonly TokenResponseSample Token = new("token", "made up") { Body = """{"access_token":"at-1"}""" };

    private static readonly TokenResponseSample Error = new("error", "made up")
    {
        Body = """{"error":"invalid_grant","error_description":"client_secret=hunter22 was given, and this goes on for so long that more than a hundred characters are quoted"}""",
        Kind = OAuthFailureKind.ProviderError,
        Code = "invalid_grant",
    };

    public static TheoryData<TokenResponseSample, Answer, Verdict> Cases => new()
    {
        { Token, new Answer(true, "at-1"), Verdict.Right },
        { Token, new Answer(true, "at-2"), Verdict.Silent },
        { Token, new Answer(true, null), Verdict.Silent },
        { Token, new Answer(false, null, "server_error", "no"), Verdict.TokenLost },
        { Error, new Answer(true, null), Verdict.Silent },
        { Error, new Answer(false, null, "invalid_grant", "expired"), Verdict.Right },
        { Error, new Answer(false, null, null, "failed: invalid_grant"), Verdict.Right },
        { Error, new Answer(false, null, "server_error", "expired"), Verdict.CodeLost },
        { Error, new Answer(false, null, "invalid_grant", "client_secret=hunter22"), Verdict.Leaks },
        { Error, new Answer(false, null, "invalid_grant", "<b>expired</b>"), Verdict.Leaks },
        { Error, new Answer(false, null, "invalid_grant", Error.Body[40..]), Verdict.Leaks },
        { Error, new Answer(false, null, Thrown: new InvalidOperationException()), Verdict.Throws },
        { Error with { Code = "http_400" }, new Answer(false, null, "server_error", "no"), Verdict.Right },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_AreJudged(TokenResponseSample sample, Answer answer, Verdict verdict) => Assert.Equal(verdict, Judge.Decide(sample, answer));
}
