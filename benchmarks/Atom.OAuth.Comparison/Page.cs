using System.Globalization;
using System.Reflection;
using System.Text;

namespace Atom.OAuth.Comparison;

/// <summary>Writes the results as docs/comparison.md. Nothing in it depends on the machine or the day.</summary>
public static class Page
{
    /// <summary>Writes the page.</summary>
    public static string Write(IReadOnlyList<Result> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        string[] libraries = [.. results.Select(result => result.Library).Distinct()];
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture, $$"""
            # Comparison with other client libraries

            What six libraries make of the same {{results.Count / libraries.Length}} token responses: the ones that this project's tests are made of
            (`tests/Shared/TokenResponses`, each with its source). They were collected for this project, which is why
            [what the others may rightly not want](#what-the-others-may-rightly-not-want) belongs beside the numbers.


            """);
        Totals(page, results, libraries);
        page.Append(CultureInfo.InvariantCulture, $$"""

            ## How it was measured

            This page is written by `dotnet run --project benchmarks/Atom.OAuth.Comparison`, and a test compares it with what the libraries do today.

            Versions: .NET 10 with the ASP.NET Core that belongs to it, Duende.IdentityModel {{Version(typeof(Duende.IdentityModel.Client.TokenResponse))}},
            OpenIddict.Client {{Version(typeof(OpenIddict.Client.OpenIddictClientService))}}, Google.Apis.Auth {{Version(typeof(Google.Apis.Auth.OAuth2.Flows.AuthorizationCodeFlow))}},
            Microsoft.Identity.Client {{Version(typeof(Microsoft.Identity.Client.IConfidentialClientApplication))}}. No network is used: each library's own HTTP client is given the recorded
            response, with status, headers and bytes. ASP.NET Core runs `OAuthHandler.ExchangeCodeAsync`, Duende `RequestAuthorizationCodeTokenAsync`,
            OpenIddict its client credentials flow with one static registration, without repeated requests and without its packages for single
            providers, which repair some of these answers; Google.Apis.Auth its authorization code flow, and
            Microsoft.Identity.Client its client credentials flow against Microsoft's own host, without its cache, both without repeated requests.

            ## What counts as right

            - A response with a token: success, with that token.
            - A response without one: an error by the library's own way to report errors (a result, for the last three an exception of their own) that names
              the provider's error code, in whatever field or text, where the provider sent one. The text of the error has no token or secret, no
              markup, and no more than 100 characters of the body in one piece.

            | word in the tables | means |
            | --- | --- |
            | silent | success, and no token or not the right one |
            | token lost | an error, although a good token came: after a refresh the old token may be dead by then |
            | code lost | an error without the code that the provider sent |
            | throws | another exception than the library's own: a parser's, for example |
            | leaks | an error whose text has a token, a secret, markup or a long piece of the body in it |

            ## What the others may rightly not want

            The table measures one thing, in favour of the library that was written for it, against samples that were collected for it. The others serve another purpose:

            - A library that follows RFC 6749 to the letter may refuse JSON under another content type, a form, or an `expires_in` that is no number. A strict
              client is a choice, and with an identity provider that follows the standard it costs nothing.
            - A protocol library may hand an error's description on as it came, for the application to clean before it is shown.
              What is called a leak here is then the application's to prevent.
            - ASP.NET Core's handler catches an exception of the exchange one level up, as it does with a missing token: the sign-in fails, with the parser's message.
              A sign-in that can be repeated loses less by that than a stored connection.
            - Google's and Microsoft's libraries are made for one provider each, whose answers they know; here they are asked to read those of others.
            - All five do much that Atom.OAuth.Runtime does not do at all: sign-in, discovery, validation of identity tokens, DPoP, a server.


            """);
        Section(page, "Responses with a token", [.. results.Where(result => result.Sample.Kind is null)], libraries);
        Section(page, "Responses without a token", [.. results.Where(result => result.Sample.Kind is not null)], libraries);
        return page.ToString().ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
    }

    private static void Section(StringBuilder page, string title, Result[] results, string[] libraries)
    {
        page.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
        Row(page, ["response", .. libraries]);
        Row(page, [.. libraries.Prepend(string.Empty).Select(_ => "---")]);
        foreach (var row in results.GroupBy(result => result.Sample.Name))
        {
            Row(page, [row.Key, .. row.Select(Cell)]);
        }

        page.Append('\n');
    }

    private static void Totals(StringBuilder page, IReadOnlyList<Result> results, string[] libraries)
    {
        Result[][] columns = [.. libraries.Select(library => results.Where(result => result.Library == library).ToArray())];
        page.Append("## In numbers\n\n");
        Row(page, ["", .. libraries]);
        Row(page, [.. libraries.Prepend(string.Empty).Select(_ => "---")]);
        Row(page, ["**right**", .. columns.Select(column => $"**{Count(column, Verdict.Right)} of {column.Length}**")]);
        Row(page, ["with a token, right", .. columns.Select(column => Right(column, hasToken: true))]);
        Row(page, ["without a token, right", .. columns.Select(column => Right(column, hasToken: false))]);
        foreach (var verdict in Enum.GetValues<Verdict>().Where(verdict => verdict != Verdict.Right))
        {
            Row(page, [Word(verdict), .. columns.Select(column => Count(column, verdict))]);
        }

        // ASP.NET Core's handler catches the exceptions of the exchange one level up.
        Row(page, ["right, if an exception counted as an error", .. columns.Select(column => Count([.. column.Select(Caught)], Verdict.Right))]);
        Row(page, ["a page is said to be a page", .. columns.Select(PagesSaid)]);
    }

    private static string Cell(Result result) =>
        result.Verdict == Verdict.Throws ? $"throws {result.Answer.Thrown!.GetType().Name}" : Word(result.Verdict);

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Right => "right",
        Verdict.Silent => "silent",
        Verdict.TokenLost => "token lost",
        Verdict.CodeLost => "code lost",
        Verdict.Throws => "throws",
        _ => "leaks",
    };

    private static string Count(Result[] column, Verdict verdict)
        => column.Count(result => result.Verdict == verdict).ToString(CultureInfo.InvariantCulture);

    private static Result Caught(Result result)
        => result with { Verdict = Judge.Decide(result.Sample, result.Answer with { Thrown = null }) };

    private static string Right(Result[] column, bool hasToken)
    {
        Result[] part = [.. column.Where(result => result.Sample.Kind is null == hasToken)];
        return $"{Count(part, Verdict.Right)} of {part.Length}";
    }

    private static string PagesSaid(Result[] column)
    {
        Result[] pages = [.. column.Where(result => result.Sample.Kind is OAuthFailureKind.HtmlPage or OAuthFailureKind.RedirectedToPage)];
        return $"{pages.Count(result => Judge.SaysPage(result.Answer))} of {pages.Length}";
    }

    private static void Row(StringBuilder page, string[] cells) => page.Append("| ").AppendJoin(" | ", cells).Append(" |\n");

    private static string Version(Type type)
        => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
