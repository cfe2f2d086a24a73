namespace Atom.OAuth.Errors;

/// <summary>Finds a possible secret in one segment of a text: a stretch without white space, quotes and other separators.</summary>
internal static class SecretFinder
{
    // Prefixes of tokens of the catalogue's providers, GitHub and Stripe. After some of them, words or numbers alone are not a token.
    private static readonly string[] Prefixes =
    [
        "xoxa-", "xoxb-", "xoxp-", "xoxr-", "xoxs-", "xoxo-", "xoxc-", "xoxd-", "xoxe-", "xoxe.", "xapp-", "ghp_", "gho_", "ghu_", "ghs_",
        "ghr_", "github_pat_", "ya29.", "1//", "sk_live_", "sk_test_", "rk_live_", "sl.", "pat-", "secret_", "ntn_", "GOCSPX-",
    ];

    /// <summary>Finds the first stretch to remove.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">The start of the segment.</param>
    /// <param name="end">The end of the segment.</param>
    /// <param name="secret">The stretch, relative to the whole text.</param>
    /// <returns>Whether one was found.</returns>
    public static bool TryFind(string text, int start, int end, out (int Start, int End) secret)
    {
        secret = default;
        var segment = text.AsSpan(start, end - start);
        if (!TryFirstRun(segment, 0, out var first, out var firstEnd))
        {
            return false;
        }

        var place = SecretNames.Before(text.AsSpan(0, start));
        var isFound = (place != SecretPlace.Free && IsUnknown(text, start, end, place) && Whole(segment, first, out secret))
            || TryPrefix(segment, out secret)
            || TryRuns(segment, out secret);
        secret = (secret.Start + start, secret.End + start);
        return isFound;
    }

    /// <summary>Determines whether a value where a secret is expected is anything other than known words.</summary>
    private static bool IsUnknown(string text, int start, int end, SecretPlace place)
    {
        const int ShortestValue = 3;
        const int ShortestCredentials = 8;

        var segment = text.AsSpan(start, end - start);
        if (segment.Length < (place == SecretPlace.Credentials ? ShortestCredentials : ShortestValue) || IsWithinWord(text, start, end))
        {
            return false;
        }

        for (var position = 0; TryFirstRun(segment, position, out var from, out var to); position = to)
        {
            if (!PlainWords.IsKnown(segment.Slice(from, to - from), numbers: place == SecretPlace.SecretOrNumber))
            {
                return !IsSentence(text, start, end);
            }
        }

        return false;
    }

    /// <summary>Determines whether a segment is part of a word with non-ASCII letters.</summary>
    private static bool IsWithinWord(string text, int start, int end)
        => (start > 0 && text[start - 1] > '~' && char.IsLetter(text[start - 1]))
            || (end < text.Length && text[end] > '~' && char.IsLetter(text[end]));

    /// <summary>Determines whether a word starts a sentence, as it may after "access token: ": capitalized, and followed by more words.</summary>
    private static bool IsSentence(string text, int start, int end)
        => char.IsUpper(text[start]) && start > 1 && text[start - 1] == ' '
            && end + 1 < text.Length && text[end] == ' ' && char.IsLetter(text[end + 1])
            && PlainWords.IsWord(text.AsSpan(start, end - start)) && PlainWords.IsLower(text.AsSpan(start + 1, end - start - 1));

    private static bool Whole(ReadOnlySpan<char> segment, int first, out (int Start, int End) secret)
    {
        secret = (first, LastEnd(segment));
        return true;
    }

    /// <summary>Finds a prefix that only tokens have.</summary>
    private static bool TryPrefix(ReadOnlySpan<char> segment, out (int Start, int End) secret)
    {
        const int ShortestRest = 6;

        for (var position = 0; TryFirstRun(segment, position, out var from, out var to); position = to)
        {
            var text = segment.Slice(from);
            foreach (var prefix in Prefixes)
            {
                if (text.StartsWith(prefix.AsSpan()) && text.Length >= prefix.Length + ShortestRest && !AllKnown(text.Slice(prefix.Length)))
                {
                    secret = (StartBefore(segment, from), LastEnd(segment));
                    return true;
                }
            }

            // Meta's tokens and JSON Web Tokens have no separator after their prefix.
            var run = segment.Slice(from, to - from);
            if ((run.StartsWith("EAA".AsSpan()) || run.StartsWith("eyJ".AsSpan())) && run.Length >= ShortestRest + 3 && !PlainWords.IsWord(run))
            {
                secret = (StartBefore(segment, from), LastEnd(segment));
                return true;
            }
        }

        secret = default;
        return false;
    }

    /// <summary>Finds where the stretch to remove starts: what precedes a token may be a secret as well.</summary>
    private static int StartBefore(ReadOnlySpan<char> segment, int token)
        => TryRuns(segment.Slice(0, token), out var before) ? before.Start : token;

    private static bool AllKnown(ReadOnlySpan<char> text)
    {
        for (var position = 0; TryFirstRun(text, position, out var from, out var to); position = to)
        {
            if (!PlainWords.IsKnown(text.Slice(from, to - from), numbers: false))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Finds runs that are not words, numbers or codes, and the adjacent characters that belong to them.</summary>
    private static bool TryRuns(ReadOnlySpan<char> segment, out (int Start, int End) secret)
    {
        // Runs that are harmless individually may form a secret together: a UUID, or one with much punctuation.
        const int LongestMixture = 10;

        (int Start, int End) strange = (-1, -1);
        (int Start, int End) mixed = (-1, -1);
        var mixedRuns = 0;
        var mixedLength = 0;
        for (var position = 0; TryFirstRun(segment, position, out var from, out var to); position = to)
        {
            var run = segment.Slice(from, to - from);
            if (!PlainWords.IsPlain(run))
            {
                strange = (strange.Start < 0 ? from : strange.Start, to);
            }
            else if (PlainWords.IsMixed(run))
            {
                mixed = (mixed.Start < 0 ? from : mixed.Start, to);
                mixedRuns++;
                mixedLength += run.Length;
            }
        }

        secret = strange;
        if (strange.Start < 0)
        {
            secret = mixed;
            if ((mixedRuns < 2 || mixedLength <= LongestMixture) && !TryUuid(segment, out secret))
            {
                return false;
            }
        }

        // Adjacent runs that are not words belong to it: xoxe.xoxp-1-, 2/1201/, the number before the dots in Discord's tokens.
        Extend(segment, ref secret);
        return true;
    }

    private static bool TryUuid(ReadOnlySpan<char> segment, out (int Start, int End) uuid)
    {
        const int Length = 36;

        for (var start = 0; start + Length <= segment.Length; start++)
        {
            if (IsUuid(segment.Slice(start, Length)))
            {
                uuid = (start, start + Length);
                return true;
            }
        }

        uuid = default;
        return false;
    }

    /// <summary>Whether a text is a UUID (RFC 9562, section 4).</summary>
    public static bool IsUuid(ReadOnlySpan<char> text)
    {
        if (text.Length != 36)
        {
            return false;
        }

        for (var i = 0; i < text.Length; i++)
        {
            var isRight = i is 8 or 13 or 18 or 23 ? text[i] == '-' : text[i] is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');
            if (!isRight)
            {
                return false;
            }
        }

        return true;
    }

    private static void Extend(ReadOnlySpan<char> segment, ref (int Start, int End) secret)
    {
        while (TryFirstRun(segment, secret.End, out var from, out var to) && !PlainWords.IsWord(segment.Slice(from, to - from)))
        {
            secret.End = to;
        }

        while (TryLastRun(segment.Slice(0, secret.Start), out var from, out var to) && !PlainWords.IsWord(segment.Slice(from, to - from)))
        {
            secret.Start = from;
        }
    }

    private static int LastEnd(ReadOnlySpan<char> segment) => TryLastRun(segment, out _, out var end) ? end : segment.Length;

    /// <summary>Finds the next run of letters and digits; escaped characters are not part of a run.</summary>
    private static bool TryFirstRun(ReadOnlySpan<char> segment, int position, out int from, out int to)
    {
        from = position;
        while (from < segment.Length)
        {
            var piece = TextPiece.At(segment.Slice(from));
            if (!piece.IsEscaped && IsLetterOrDigit(piece.Meaning))
            {
                break;
            }

            from += piece.Length;
        }

        to = from;
        while (to < segment.Length && IsLetterOrDigit(segment[to]))
        {
            to++;
        }

        return from < to;
    }

    private static bool TryLastRun(ReadOnlySpan<char> segment, out int from, out int to)
    {
        to = segment.Length;
        while (to > 0 && !IsLetterOrDigit(segment[to - 1]))
        {
            to--;
        }

        from = to;
        while (from > 0 && IsLetterOrDigit(segment[from - 1]))
        {
            from--;
        }

        return from < to;
    }

    private static bool IsLetterOrDigit(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9');
}
