namespace Atom.OAuth.Errors;

/// <summary>
/// Distinguishes human-readable text (words, numbers, codes) from generated values (tokens, secrets, keys), for one run of letters and digits.
/// </summary>
/// <remarks>
/// This is an allowlist, because no list of secrets can be complete. A run of letters is accepted if it is
/// pronounceable, judged by its pairs of adjacent letters; a run with digits only in the few forms that codes have.
/// </remarks>
internal static class PlainWords
{
    private const int ShortestSecret = 7;
    private const int LongestWord = 30;
    private const int LongestNumber = 20;
    private const int LongestCode = 20;

    // For each letter, those that follow it in at least one of 4,000 letter pairs in the word lists of English, German, French, Spanish,
    // Italian and Portuguese (Debian's wamerican, wngerman, wfrench, wspanish, witalian and wportuguese); bit 0 is 'a'.
    private static readonly int[] Followers =
    [
        0x3FFBFFF, 0x31E4953, 0x11F4D95, 0x1164959, 0x3FFFFFF, 0x31E4971, 0x11E69D3, 0x15E7953, 0x2BFFEFF, 0x0104111, 0x11E6911, 0x33CFDFF, 0x11CF953,
        0x37FFFFF, 0x3FFFFFF, 0x11EC9B1, 0x0100000, 0x37FFDFF, 0x37FFDFF, 0x37E59F7, 0x2AEFFFF, 0x0224111, 0x0166991, 0x008C115, 0x016F915, 0x2584111,
    ];

    /// <summary>Determines whether a run may be shown where no name indicates a secret.</summary>
    public static bool IsPlain(ReadOnlySpan<char> run)
    {
        var digits = CountDigits(run);
        if (digits == run.Length)
        {
            return digits <= LongestNumber;
        }

        return digits == 0 ? IsPlainText(run) : IsPlainCode(run);
    }

    /// <summary>Determines whether a run may be shown where a secret is expected: only a known word or a compound of known words.</summary>
    /// <param name="run">The run.</param>
    /// <param name="numbers">Whether an error number may be there.</param>
    public static bool IsKnown(ReadOnlySpan<char> run, bool numbers)
    {
        const int LongestErrorNumber = 9;
        const int LongestCodeNumber = 7;
        const int LongestName = 48;

        var digits = CountDigits(run);
        if (digits == run.Length)
        {
            return numbers ? digits <= LongestErrorNumber : digits <= 2;
        }

        if (Vocabulary.Has(run))
        {
            return true;
        }

        foreach (var part in new WordParts(run))
        {
            if (!(char.IsDigit(part[0]) ? part.Length <= LongestCodeNumber : (part.Length == 1 && run.Length <= 3) || Vocabulary.Has(part)))
            {
                return false;
            }
        }

        return run.Length <= LongestName;
    }

    /// <summary>Determines whether a run is a word of its own, so that an adjacent secret ends there.</summary>
    public static bool IsWord(ReadOnlySpan<char> run)
        => run.Length >= 3 && IsLetters(run)
            && (Vocabulary.Has(run)
                || (run.Length >= 4 && IsOneWord(run) && CanBeSaid(run))
                || (run.Length >= 6 && IsKnown(run, numbers: false)));

    /// <summary>Determines whether letters and digits are mixed as in secrets, rather than as in a code made of words.</summary>
    public static bool IsMixed(ReadOnlySpan<char> run)
    {
        var digits = CountDigits(run);
        return digits > 0 && digits < run.Length && !IsKnown(run, numbers: true);
    }

    private static bool IsLetters(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if ((c | 0x20) is not (>= 'a' and <= 'z'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Determines whether a run has lower-case letters only.</summary>
    public static bool IsLower(ReadOnlySpan<char> run)
    {
        foreach (var c in run)
        {
            if (c is not (>= 'a' and <= 'z'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Checks a run of letters, as a whole or split at its capitals.</summary>
    private static bool IsPlainText(ReadOnlySpan<char> letters)
    {
        if (letters.Length < ShortestSecret || (letters.Length <= LongestWord && IsOneWord(letters) && CanBeSaid(letters)) || HasFewLetters(letters))
        {
            return true;
        }

        if (Vocabulary.Has(letters))
        {
            return true;
        }

        var parts = 0;
        var unknown = 0;
        foreach (var word in new WordParts(letters))
        {
            parts++;
            if (!Vocabulary.Has(word))
            {
                unknown += word.Length < 5 ? 1 : 0;
                if (word.Length > LongestWord || !CanBeSaid(word))
                {
                    return false;
                }
            }
        }

        return unknown <= 1 && parts * 3 <= letters.Length;
    }

    /// <summary>Checks a code of letters and digits: AADSTS70011, oauth2, HTTP404, v2, 2fa, 0x80072EE7, 28T19.</summary>
    private static bool IsPlainCode(ReadOnlySpan<char> run)
    {
        const int LongestHexNumber = 10;
        const int MostParts = 4;
        const int LongestShort = 8;

        if (run.Length <= LongestHexNumber && run.Length > 2 && run[0] == '0' && run[1] is 'x' or 'X')
        {
            return true;
        }

        var parts = 0;
        var unknown = 0;
        var isName = false;
        foreach (var word in new WordParts(run))
        {
            parts++;
            if (char.IsDigit(word[0]))
            {
                if (word.Length > LongestShort)
                {
                    return false;
                }
            }
            else if (!Vocabulary.Has(word))
            {
                // server01, myapp1: a name followed by a number.
                isName = parts == 1 && word.Length >= 3 && CanBeSaid(word) && run.Length <= 12 && run.Length - word.Length <= 3;
                unknown += word.Length == 1 ? 0 : word.Length > 2 && !isName ? MostParts : 1;
            }
        }

        return run.Length <= LongestCode && parts <= MostParts
            && (unknown == 0 || (isName && parts == 2) || (unknown < MostParts && run.Length <= LongestShort));
    }

    /// <summary>Lower case, upper case, or lower case after an initial capital.</summary>
    private static bool IsOneWord(ReadOnlySpan<char> letters)
    {
        var isUpper = char.IsUpper(letters[letters.Length - 1]);
        for (var i = 1; i < letters.Length; i++)
        {
            if (char.IsUpper(letters[i]) != isUpper)
            {
                return false;
            }
        }

        return !isUpper || char.IsUpper(letters[0]);
    }

    /// <summary>Determines whether the letters follow one another as in words.</summary>
    private static bool CanBeSaid(ReadOnlySpan<char> letters)
    {
        const int Vowels = 0x1104111; // a, e, i, o, u, y
        const int MostConsonants = 6;
        const int MostVowels = 5;

        if (letters.Length < 5)
        {
            return true;
        }

        var strange = 0;
        var consonants = 0;
        var vowels = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            var letter = (letters[i] | 0x20) - 'a';
            var isVowel = (Vowels & (1 << letter)) != 0;
            consonants = isVowel ? 0 : consonants + 1;
            vowels = isVowel ? vowels + 1 : 0;
            if (consonants > MostConsonants || vowels > MostVowels)
            {
                return false;
            }

            if (i > 0 && (Followers[(letters[i - 1] | 0x20) - 'a'] & (1 << letter)) == 0)
            {
                strange++;
            }
        }

        return strange * 6 <= letters.Length + 2;
    }

    /// <summary>Determines whether a run repeats so few letters that it cannot be a secret.</summary>
    private static bool HasFewLetters(ReadOnlySpan<char> letters)
    {
        var seen = 0;
        foreach (var letter in letters)
        {
            seen |= 1 << ((letter | 0x20) - 'a');
        }

        // At most three different letters
        seen &= seen - 1;
        seen &= seen - 1;
        return (seen & (seen - 1)) == 0;
    }

    private static int CountDigits(ReadOnlySpan<char> run)
    {
        var digits = 0;
        foreach (var c in run)
        {
            digits += c is >= '0' and <= '9' ? 1 : 0;
        }

        return digits;
    }
}
