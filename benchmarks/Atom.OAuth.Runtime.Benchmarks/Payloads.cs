using System.Text;
using System.Text.Json;

namespace Atom.OAuth.Runtime.Benchmarks;

/// <summary>Bodies to read.</summary>
internal static class Payloads
{
    /// <summary>JSON of about the given number of bytes.</summary>
    public static byte[] Json(int size)
    {
        List<TokenPageItem> items = [];
        while (true)
        {
            TokenPage page = new(new string('x', 60), "Bearer", 3600, "channels:read chat:write", items);
            var json = JsonSerializer.SerializeToUtf8Bytes(page, BenchmarkJsonContext.Default.TokenPage);
            if (json.Length >= size - 20)
            {
                return json;
            }

            items.Add(new TokenPageItem($"C{items.Count:D8}", $"channel {items.Count}", 1_700_000_000 + items.Count));
        }
    }

    /// <summary>An error page of 4 KiB.</summary>
    public static byte[] Page()
    {
        StringBuilder page = new(
            """
            <!DOCTYPE html>
            <html lang="en">
              <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Server Error | Slack</title>
              </head>
              <body>

            """);
        while (page.Length < 4096 - 17)
        {
            page.Append("<p>Something went wrong on our side.</p>\n");
        }

        return Encoding.UTF8.GetBytes(page.Append("</body></html>\n").ToString());
    }
}
