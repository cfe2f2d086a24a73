using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Atom.OAuth.Simulation;

/// <summary>What proxies in front of a provider send when it does not answer. Their shapes follow the pages of these programs; the wording of a given version may differ.</summary>
public static class ProxyPages
{
    private static readonly Dictionary<string, (string ContentType, string Text)> Pages = new(StringComparer.Ordinal)
    {
        ["nginx"] = ("text/html", "<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body>\r\n<center><h1>{status} {reason}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"),
        ["haproxy"] = ("text/html", "<html><body><h1>{status} {reason}</h1>\nNo server is available to handle this request.\n</body></html>\n"),
        ["varnish"] = ("text/html; charset=utf-8", """
            <?xml version="1.0" encoding="utf-8"?>
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
            <html>
              <head>
                <title>{status} Backend fetch failed</title>
              </head>
              <body>
                <h1>Error {status} Backend fetch failed</h1>
                <p>Backend fetch failed</p>
                <h3>Guru Meditation:</h3>
                <p>XID: 3</p>
                <hr>
                <p>Varnish cache server</p>
              </body>
            </html>

            """),
        ["squid"] = ("text/html;charset=utf-8", """
            <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
            <html><head>
            <meta type="copyright" content="Copyright (C) 1996-2021 The Squid Software Foundation and contributors">
            <meta http-equiv="Content-Type" content="text/html; charset=utf-8">
            <title>ERROR: The requested URL could not be retrieved</title>
            </head><body id=ERR_CONNECT_FAIL>
            <div id="titles"><h1>ERROR</h1><h2>The requested URL could not be retrieved</h2></div>
            <p>The system returned: <i>(111) Connection refused</i></p>
            </body></html>

            """),
        ["apache"] = ("text/html; charset=iso-8859-1", "<!DOCTYPE HTML PUBLIC \"-//IETF//DTD HTML 2.0//EN\">\n<html><head>\n<title>{status} {reason}</title>\n</head><body>\n<h1>{reason}</h1>\n<p>The server is temporarily unable to service your\nrequest due to maintenance downtime or capacity\nproblems. Please try again later.</p>\n<hr>\n<address>Apache/2.4.62 (Debian) Server at localhost Port 80</address>\n</body></html>\n"),
        ["lighttpd"] = ("text/html", "<!DOCTYPE html>\n<html lang=\"en\">\n <head>\n  <title>{status} {reason}</title>\n </head>\n <body>\n  <h1>{status} {reason}</h1>\n </body>\n</html>\n"),
        ["caddy"] = (string.Empty, string.Empty),
        ["yarp"] = (string.Empty, string.Empty),
        ["h2o"] = ("text/plain; charset=utf-8", "{reason}"),
    };

    /// <summary>Gets the names of the pages.</summary>
    public static IReadOnlyCollection<string> All => Pages.Keys;

    /// <summary>Returns a page for a status.</summary>
    /// <param name="name">One of <see cref="All"/>.</param>
    /// <param name="status">The status.</param>
    /// <returns>The page's own content type, empty where it has none, and its text.</returns>
    /// <exception cref="ArgumentException">There is no such page.</exception>
    public static (string ContentType, string Text) Write(string name, int status)
    {
        if (!Pages.TryGetValue(name, out (string ContentType, string Text) page))
        {
            throw new ArgumentException($"There is no page '{name}'. There are: {string.Join(", ", Pages.Keys)}.", nameof(name));
        }

        string text = page.Text
            .Replace("{status}", status.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{reason}", ReasonPhrases.GetReasonPhrase(status), StringComparison.Ordinal);
        return (page.ContentType, text);
    }
}
