using System.Globalization;

namespace Atom.OAuth.Tests.Support;

/// <summary>Invariants of all messages, regardless of their input.</summary>
internal static class SafeText
{
    private static readonly string[] Secrets = ["hunter22", "xoxb-1234567890", "<script", "at-1"];

    public static void Check(string message)
    {
        Assert.InRange(message.Length, 1, 401);
        Assert.DoesNotContain(message, c => char.IsControl(c) || c is '\u2028' or '\u2029' || char.GetUnicodeCategory(c) == UnicodeCategory.Format);
        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, message, StringComparison.Ordinal));
    }
}
