using Atom.OAuth.Analyzers.Text;

namespace Atom.OAuth.Analyzers.Callbacks;

/// <summary>By what a check of the state is recognized that decides nothing. Every entry has a test.</summary>
internal static class IdleCheckWords
{
    /// <summary>The class whose assertions are left out of a release build.</summary>
    public const string Debug = "Debug";

    /// <summary>What a page is shown, or told with the next request.</summary>
    public static readonly WordTable ViewData = new(WordMatch.Whole, StringComparison.Ordinal, "ViewBag", "ViewData", "TempData");

    /// <summary>Calls that throw when what they are given is not right.</summary>
    public static readonly NameTable Throwing = new(
        "Throw", "^Ensure", "^Require", "^Demand", "Unprotect", "Decrypt", "^Single $", "^First $", "^Validate Token $", "^Validate And", "Guard", "Assert");

    /// <summary>Names by which a method tells of a wrong state without an answer: in the response, or in the errors of a model.</summary>
    public static readonly WordTable Tells = new(WordMatch.Whole, StringComparison.Ordinal, "Response", "ModelState", "AddModelError", "Abort");

    /// <summary>Calls that take something away, and can be made when it is not there.</summary>
    public static readonly NameTable Removals = new("^Remove", "^Delete", "^Clear", "^Append $");

    /// <summary>Tests for an empty text.</summary>
    public static readonly WordTable TestsForEmpty = new(WordMatch.Whole, StringComparison.Ordinal, "IsNullOrEmpty", "IsNullOrWhiteSpace");

    /// <summary>Members that tell whether there is something.</summary>
    public static readonly WordTable Sizes = new(WordMatch.Whole, StringComparison.Ordinal, "Length", "Count");

    /// <summary>A member that tells whether there is a value.</summary>
    public const string HasValue = "HasValue";

    /// <summary>An attribute without which a parameter may be left out.</summary>
    public const string Required = "Required";

    /// <summary>Exceptions that anything may throw.</summary>
    public static readonly WordTable AnyException = new(WordMatch.Whole, StringComparison.Ordinal, "Exception", "SystemException");

    /// <summary>What is thrown when a text was not protected here.</summary>
    public const string CryptographicException = "CryptographicException";
}
