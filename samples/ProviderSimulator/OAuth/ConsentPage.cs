using System.Globalization;
using System.Net;
using System.Text;

namespace Atom.OAuth.Simulation.OAuth;

/// <summary>The page on which a person allows or denies. There is no sign-in: an account is picked.</summary>
internal static class ConsentPage
{
    public static string Write(string provider, AuthorizationRequest request)
    {
        StringBuilder page = new();
        page.Append(CultureInfo.InvariantCulture,
            $$"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{Encode(provider)}} (simulated): allow access?</title>
            <link rel="stylesheet" href="/_simulator/simulator.css">
            </head>
            <body><main>
            <p class="note">Simulated provider. Nothing leaves this machine.</p>
            <h1>Allow access to {{Encode(provider)}}?</h1>
            <form method="post">
            <p><label for="account">Account</label> <select id="account" name="account"><option value="1">Ada’s account</option><option value="2">Grace’s account</option></select></p>

            """);
        if (request.Scopes.Length > 0)
        {
            page.Append("<p>The application asks for:</p>\n<ul>\n")
                .AppendJoin('\n', request.Scopes.Select(scope => $"<li><code>{Encode(scope)}</code></li>"))
                .Append("\n</ul>\n");
        }

        foreach ((var name, var value) in request.Fields)
        {
            page.Append(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"{Encode(name)}\" value=\"{Encode(value)}\">\n");
        }

        return page.Append(
            """
            <p class="buttons">
            <button name="decision" value="allow">Allow</button>
            <button name="decision" value="fewer" class="plain">Allow fewer scopes</button>
            <button name="decision" value="deny" class="plain">Deny</button>
            </p>
            </form>
            </main></body>
            </html>

            """).ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
