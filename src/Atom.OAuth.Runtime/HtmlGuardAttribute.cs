namespace Atom.OAuth;

/// <summary>
/// Marks a method of your own that checks a provider's response for HTML, so that the analyzers accept it as a guard.
/// </summary>
/// <remarks>
/// The mark is also seen when the method lives in another assembly. Where the method cannot be marked, name it in the
/// <c>.editorconfig</c> option <c>atom_oauth.html_guard_methods</c>.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HtmlGuardAttribute : Attribute;
